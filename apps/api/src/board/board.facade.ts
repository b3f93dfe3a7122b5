import { Injectable } from '@nestjs/common';

import { BoardRepository } from './board.repository';

export interface CardWork {
  readonly memberId: string;
  readonly made: number;
  readonly finished: number;
  readonly comments: number;
}

/** What others may ask of the boards of a course. */
@Injectable()
export class Boards {
  constructor(private readonly cards: BoardRepository) {}

  /** By member: cards made and finished, and comments. */
  workOf(courseId: string): Promise<CardWork[]> {
    return this.cards.workOf(courseId);
  }
}
