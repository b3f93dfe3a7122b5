import { createHash } from 'node:crypto';

import { Board, BoardRow } from '@holdout/contracts';

interface Row {
  readonly groupId: string;
  readonly other: BoardRow;
  readonly own: BoardRow;
}

const BoardHead = Board.omit({ rows: true, mine: true });

const OPEN = ',"rows":[';
const CLOSE = '],"mine":';

/**
 * A board as bytes, made once for all readers of a kind. A reader's own row is exchanged when it is asked for, which costs
 * a copy and no serialisation of the rest.
 */
export class PreparedBoard {
  private readonly digest: string;
  private readonly head: Buffer;
  private readonly tail: Buffer;
  private readonly rows: readonly Buffer[];
  private readonly own: ReadonlyMap<string, { at: number; json: string }>;
  private forNobody: Buffer | undefined;

  constructor(board: Omit<Board, 'rows' | 'mine'>, rows: readonly Row[]) {
    // The contract is the whitelist here too: what it does not declare is not in the bytes.
    const rest = BoardHead.parse(board);
    const others = rows.map(({ other }) => BoardRow.parse(other));
    this.head = Buffer.from(JSON.stringify(rest).slice(0, -1));
    this.tail = Buffer.from('}');
    this.rows = others.map((row, i) => Buffer.from(`${i > 0 ? ',' : ''}${JSON.stringify(row)}`));
    this.own = new Map(
      rows.map(({ groupId, own }, at) => [
        groupId,
        { at, json: JSON.stringify(BoardRow.parse(own)) },
      ]),
    );
    const hash = createHash('sha256').update(this.head);
    for (const row of this.rows) hash.update(row);
    for (const { json } of this.own.values()) hash.update(json);
    this.digest = hash.digest('base64url').slice(0, 22);
  }

  /** For readers of this group, or of none. */
  bytesFor(groupId: string | null): Buffer {
    const own = groupId === null ? undefined : this.own.get(groupId);
    if (!own) return (this.forNobody ??= this.joined(undefined));
    return this.joined(own);
  }

  private joined(own: { at: number; json: string } | undefined): Buffer {
    const rows = [...this.rows];
    if (own) rows[own.at] = Buffer.from(`${own.at > 0 ? ',' : ''}${own.json}`);
    return Buffer.concat([
      this.head,
      Buffer.from(OPEN),
      ...rows,
      Buffer.from(`${CLOSE}${own?.json ?? 'null'}`),
      this.tail,
    ]);
  }

  etagFor(groupId: string | null): string {
    const own = groupId === null ? undefined : this.own.get(groupId);
    return `"${this.digest}.${own?.at ?? 'none'}"`;
  }
}
