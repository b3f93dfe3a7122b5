import { createHash } from 'node:crypto';

import { Board, BoardRow } from '@holdout/contracts';

interface Row {
  readonly groupId: string;
  readonly other: BoardRow;
  readonly own: BoardRow;
}

const BoardHead = Board.omit({ rows: true, mine: true });

const MINE = '],"mine":';
const CLOSE = Buffer.from('}');

/**
 * A board as bytes, made once for all readers of a kind. A reader's own row is exchanged when it is asked for, which costs
 * a copy and no serialisation of the rest.
 */
export class PreparedBoard {
  private readonly digest: string;
  /** As a reader without a row sees it. */
  private readonly whole: Buffer;
  /** Where in it each row begins and ends. */
  private readonly own: ReadonlyMap<string, { from: number; to: number; at: number; row: Buffer }>;

  constructor(board: Omit<Board, 'rows' | 'mine'>, rows: readonly Row[]) {
    // The contract is the whitelist here too: what it does not declare is not in the bytes.
    const head = Buffer.from(`${JSON.stringify(BoardHead.parse(board)).slice(0, -1)},"rows":[`);
    const own = new Map<string, { from: number; to: number; at: number; row: Buffer }>();
    const pieces = [head];
    let length = head.length;
    rows.forEach(({ groupId, other, own: mine }, at) => {
      const piece = Buffer.from(`${at > 0 ? ',' : ''}${JSON.stringify(BoardRow.parse(other))}`);
      const row = Buffer.from(JSON.stringify(BoardRow.parse(mine)));
      own.set(groupId, { from: length + (at > 0 ? 1 : 0), to: length + piece.length, at, row });
      pieces.push(piece);
      length += piece.length;
    });
    this.whole = Buffer.concat([...pieces, Buffer.from(`${MINE}null}`)]);
    this.own = own;
    const hash = createHash('sha256').update(this.whole);
    for (const { row } of own.values()) hash.update(row);
    this.digest = hash.digest('base64url').slice(0, 22);
  }

  /** For readers of this group, or of none. */
  bytesFor(groupId: string | null): Buffer {
    const own = this.ownOf(groupId);
    if (!own) return this.whole;
    const { from, to, row } = own;
    const rest = this.whole.subarray(to, this.whole.length - 'null}'.length);
    return Buffer.concat([this.whole.subarray(0, from), row, rest, row, CLOSE]);
  }

  etagFor(groupId: string | null): string {
    return `"${this.digest}.${this.ownOf(groupId)?.at ?? 'none'}"`;
  }

  private ownOf(groupId: string | null) {
    return groupId === null ? undefined : this.own.get(groupId);
  }
}
