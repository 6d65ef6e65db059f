import { useMe } from "../api/queries.ts";

/** Whether the service lets this person do something anywhere; where exactly, it says with each record. */
export const useMay = (action: string): boolean => useMe().data?.permissions.includes(action) ?? false;
