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
  const within = (to: Place): Place => ({
    row: Math.min(Math.max(to.row, -1), size.rows - 1),
    column: Math.min(Math.max(to.column, 0), size.columns - 1),
  });
  switch (key.key) {
    case 'ArrowUp':
      return within({ row: far ? 0 : row - 1, column });
    case 'ArrowDown':
      return within({ row: far ? size.rows - 1 : row + 1, column });
    case 'ArrowLeft':
      return within({ row, column: far ? 0 : column - 1 });
    case 'ArrowRight':
      return within({ row, column: far ? size.columns - 1 : column + 1 });
    case 'PageUp':
      return within({ row: Math.max(0, row - size.page), column });
    case 'PageDown':
      return within({ row: row + size.page, column });
    case 'Home':
      return within({ row: far ? 0 : row, column: 0 });
    case 'End':
      return within({ row: far ? size.rows - 1 : row, column: size.columns - 1 });
    default:
      return undefined;
  }
}
