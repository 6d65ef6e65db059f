import { act, cleanup, fireEvent, render, screen } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { prefer } from "../src/app/preferences.ts";
import { keyOf } from "../src/app/shortcuts.ts";
import { Cursor } from "../src/grid/cursor.ts";
import { freeze } from "../src/grid/frozen.ts";
import { TriageGrid } from "../src/grid/triage_grid.tsx";

const ROWS = Array.from({ length: 2000 }, (_, index) => `row ${index}`);
const COLUMNS = [{ id: "name", header: "Name", track: "1fr", cell: (row: string) => row }];
const press = (code: string, more: KeyboardEventInit = {}) =>
  act(() => void fireEvent.keyDown(window, { code, ...more }));

// jsdom lays nothing out: the scroller must be given a height for rows to be in sight.
beforeEach(() => {
  vi.spyOn(HTMLElement.prototype, "clientHeight", "get").mockReturnValue(300);
  vi.spyOn(HTMLElement.prototype, "clientWidth", "get").mockReturnValue(800);
  Element.prototype.scrollTo = () => {};
});
afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
  prefer({ letterKeys: true });
});

function grid() {
  const cursor = new Cursor();
  const onOpen = vi.fn();
  render(
    <TriageGrid
      label="Rows"
      rows={ROWS}
      columns={COLUMNS}
      keyOf={(row) => row}
      cursor={cursor}
      rowHeight={30}
      onOpen={onOpen}
      empty={null}
    />,
  );
  return { cursor, onOpen };
}

describe("triage grid", () => {
  it("draws what is in sight and no more", () => {
    grid();
    expect(screen.getByRole("grid").getAttribute("aria-rowcount")).toBe("2001");
    const drawn = screen.getAllByRole("row").length;
    expect(drawn).toBeGreaterThan(10);
    expect(drawn).toBeLessThan(60);
  });

  it("moves by key, within the list, and opens the current row", async () => {
    const { cursor, onOpen } = grid();
    await press("KeyJ");
    await press("ArrowDown");
    await press("KeyK");
    expect(cursor.at).toBe(1);
    await press("ArrowUp");
    await press("ArrowUp");
    expect(cursor.at).toBe(0);
    await press("KeyJ");
    await press("Enter");
    expect(onOpen).toHaveBeenCalledWith("row 1");
    expect(screen.getAllByRole("row", { selected: true }).map((row) => row.textContent)).toEqual(["row 1"]);
  });

  it("knows signs by what they print, letters by their place", () => {
    const id = (init: KeyboardEventInit) => keyOf(new KeyboardEvent("keydown", init));
    expect(id({ key: "?", code: "Minus", shiftKey: true })).toBe("help");
    expect(id({ key: "/", code: "Slash" })).toBe("search");
    expect(id({ key: "ت", code: "KeyJ" })).toBe("next");
    expect(id({ key: "R", code: "KeyR", shiftKey: true })).toBe("refresh");
  });

  it("leaves keys alone in inputs, with modifiers, and letters where they are switched off", async () => {
    const { cursor } = grid();
    const input = document.body.appendChild(document.createElement("input"));
    fireEvent.keyDown(input, { code: "KeyJ" });
    await press("KeyJ", { ctrlKey: true });
    prefer({ letterKeys: false });
    await press("KeyJ");
    expect(cursor.at).toBe(0);
    await press("ArrowDown");
    expect(cursor.at).toBe(1);
    input.remove();
  });
});

describe("frozen list", () => {
  const keyOf = (row: { id: string }) => row.id;
  it("keeps the order, changes rows in place, counts new ones, marks those gone", () => {
    const shown = [
      { id: "a", v: 1 },
      { id: "b", v: 1 },
    ];
    const latest = [
      { id: "new", v: 1 },
      { id: "b", v: 2 },
    ];
    const { rows, waiting, gone } = freeze(shown, latest, keyOf);
    expect(rows).toEqual([
      { id: "a", v: 1 },
      { id: "b", v: 2 },
    ]);
    expect(waiting).toBe(1);
    expect([...gone]).toEqual(["a"]);
  });
});
