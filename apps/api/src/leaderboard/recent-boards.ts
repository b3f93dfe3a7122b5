import type { PreparedBoard } from './prepared-board';

const KEPT = 64;

/** The boards that were asked for last, each made once however many ask at the same time. */
export class RecentBoards {
  private readonly boards = new Map<string, Promise<PreparedBoard>>();

  constructor(private readonly kept = KEPT) {}

  get(key: string, make: () => Promise<PreparedBoard>): Promise<PreparedBoard> {
    const board = this.boards.get(key) ?? this.made(key, make);
    this.boards.delete(key); // and comes back as the newest
    this.boards.set(key, board);
    for (const oldest of this.boards.keys()) {
      if (this.boards.size <= this.kept) break;
      this.boards.delete(oldest);
    }
    return board;
  }

  /** What could not be made is made again for the next who asks. */
  private made(key: string, make: () => Promise<PreparedBoard>): Promise<PreparedBoard> {
    const board = make();
    board.catch(() => {
      if (this.boards.get(key) === board) this.boards.delete(key);
    });
    return board;
  }
}
