import { Injectable } from '@nestjs/common';

import type { Counting, Release, TakenBy } from '@holdout/contracts';

import { Clock } from '../platform/clock';
import { notFound } from '../platform/domain-error';
import { AllowancesService } from './allowances.service';
import { EndingsService } from './endings.service';
import { lastArrival, sizeOf } from './quiz.rules';
import { type QuizRow, QuizzesRepository } from './quizzes.repository';

export interface QuizFacts {
  readonly id: string;
  readonly title: string;
  readonly takenBy: TakenBy;
  readonly counts: Counting;
  readonly release: Release;
  readonly points: number;
  readonly published: boolean;
  readonly opensAt: Date | null;
  readonly closesAt: Date | null;
  /** Whether marks are shown, to all who are in. */
  readonly released: boolean;
}

/** What others read of quizzes. Whatever is over by then is in. */
@Injectable()
export class FactsService {
  constructor(
    private readonly quizzes: QuizzesRepository,
    private readonly allowances: AllowancesService,
    private readonly endings: EndingsService,
    private readonly clock: Clock,
  ) {}

  async of(courseId: string): Promise<QuizFacts[]> {
    await this.endings.endDue(courseId);
    const rows = await this.quizzes.of(courseId, false);
    const ends = await this.allowances.lastDeadlines(courseId, rows);
    return rows.map((row) => this.factsOf(row, ends.get(row.id) ?? null));
  }

  async get(courseId: string, quizId: string): Promise<QuizFacts> {
    await this.endings.endDue(courseId);
    const row = await this.quizzes.find(courseId, quizId);
    if (!row) throw notFound();
    return this.factsOf(row, await this.allowances.lastDeadline(row));
  }

  private factsOf(row: QuizRow, lastDeadline: Date | null): QuizFacts {
    const { id, title, takenBy, counts, release, opensAt, closesAt } = row;
    const closed = lastArrival(lastDeadline);
    const now = this.clock.now();
    const released = {
      now: true,
      close: closed !== null && now >= closed,
      hand: row.releasedAt !== null && now >= row.releasedAt,
    };
    return {
      id,
      title,
      takenBy,
      counts,
      release,
      opensAt,
      closesAt,
      points: sizeOf(row.entries).points,
      published: row.publishedAt !== null,
      released: released[release],
    };
  }
}
