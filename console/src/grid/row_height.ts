/** Height of a row in pixels by density; one height for all rows keeps scrolling exact. */
export const ROW_HEIGHT = { compact: 30, comfortable: 40 };
