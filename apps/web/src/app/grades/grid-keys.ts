/** A cell of the grid; row −1 is the head. */
export interface Place {
  readonly row: number;
  readonly column: number;
}

interface Size {
  readonly rows: number;
  readonly columns: number;
  /** Rows of a page. */
  readonly page: number;
}

type Key = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey'>;

/** Where a key leads, as in any spreadsheet; undefined for a key that does not move. */
export function nextPlace({ row, column }: Place, key: Key, size: Size): Place | undefined {
  const far = key.ctrlKey || key.metaKey;
  const [lastRow, lastColumn] = [size.rows - 1, size.columns - 1];
  const moves: Record<string, Place> = {
    ArrowUp: { row: far ? 0 : row - 1, column },
    ArrowDown: { row: far ? lastRow : row + 1, column },
    ArrowLeft: { row, column: far ? 0 : column - 1 },
    ArrowRight: { row, column: far ? lastColumn : column + 1 },
    PageUp: { row: Math.max(0, row - size.page), column },
    PageDown: { row: row + size.page, column },
    Home: { row: far ? 0 : row, column: 0 },
    End: { row: far ? lastRow : row, column: lastColumn },
  };
  const to = moves[key.key];
  return (
    to && {
      row: Math.min(Math.max(to.row, -1), lastRow),
      column: Math.min(Math.max(to.column, 0), lastColumn),
    }
  );
}
