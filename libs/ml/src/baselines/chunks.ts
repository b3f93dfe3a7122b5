import type { Cells, Design } from './design';

/** Cells that are kept from one pass to the next: 48 MB. More are made anew in each, a piece at a time. */
const MOST_KEPT = 4_000_000;
const PIECE = 8192;

/** Calls back with the cells of all rows, piece by piece, and where a piece begins. */
export type Pass = (visit: (cells: Cells, from: number) => void) => void;

/** Passes over rows of a design in bounded memory. */
export function passesOver(design: Design, rows: Int32Array, mostKept = MOST_KEPT): Pass {
  if (rows.length * design.span <= mostKept) {
    const all = design.cells(rows);
    return (visit) => {
      visit(all, 0);
    };
  }
  return (visit) => {
    for (let from = 0; from < rows.length; from += PIECE)
      visit(design.cells(rows.subarray(from, from + PIECE)), from);
  };
}
