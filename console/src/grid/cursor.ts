/** Which row has the cursor. Kept outside of React, so that moving it redraws two rows and not the list. */
export class Cursor {
  #at = 0;
  #size = 0;
  readonly #listeners = new Set<() => void>();

  get at(): number {
    return this.#at;
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Tells how many rows there are; the cursor stays within them. */
  resize(size: number): void {
    this.#size = size;
    this.moveTo(this.#at);
  }

  moveTo(index: number): void {
    const within = Math.max(0, Math.min(index, this.#size - 1));
    if (within === this.#at) return;
    this.#at = within;
    for (const listener of this.#listeners) listener();
  }

  move(steps: number): void {
    this.moveTo(this.#at + steps);
  }
}
