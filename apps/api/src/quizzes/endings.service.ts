import { Injectable } from '@nestjs/common';

import { Clock } from '../platform/clock';
import { Database } from '../platform/database/database';
import { Live } from '../platform/live/live';
import { attemptEvent, topicOf } from './attempt-events';
import { type AttemptRow, AttemptsRepository, type PersonRow } from './attempts.repository';
import { MarkingService } from './marking.service';
import { GRACE_MS } from './quiz.rules';
import { QuizzesRepository } from './quizzes.repository';

/** So many at a time; the next look takes the others. */
const ROUND = 500;

/** How attempts end: by hand, or by themselves when their time was up and nothing is on its way any more. */
@Injectable()
export class EndingsService {
  constructor(
    private readonly quizzes: QuizzesRepository,
    private readonly attempts: AttemptsRepository,
    private readonly marking: MarkingService,
    private readonly database: Database,
    private readonly live: Live,
    private readonly clock: Clock,
  ) {}

  /** Before anything is read of attempts: what is over is in, whether or not a worker came by. */
  async endDue(courseId: string | null): Promise<void> {
    const now = this.clock.now();
    for (const id of await this.attempts.due(now, ROUND, courseId)) await this.endOne(id, now);
  }

  /** Handed in by a person; one that is in stays as it is. */
  submit(id: string, by: PersonRow): Promise<void> {
    return this.database.transaction(async () => {
      const attempt = await this.locked(id);
      if (attempt?.submittedAt !== null) return;
      const now = this.clock.now();
      if (attempt.endsAt === null || now < attempt.endsAt) {
        await this.end(attempt.quizId, id, now, by);
        return;
      }
      // The time was up. What others of a group have on its way is waited for; a person alone has sent everything.
      if (attempt.groupId === null) await this.end(attempt.quizId, id, attempt.endsAt, null);
    });
  }

  private endOne(id: string, now: Date): Promise<void> {
    return this.database.transaction(async () => {
      const attempt = await this.locked(id);
      if (attempt?.submittedAt !== null || attempt.endsAt === null) return;
      if (now.getTime() < attempt.endsAt.getTime() + GRACE_MS) return; // somebody got longer meanwhile
      await this.end(attempt.quizId, id, attempt.endsAt, null);
    });
  }

  /** The quiz first, as whoever regrades it: what is marked meanwhile is marked by the key that then holds. */
  private async locked(id: string): Promise<AttemptRow | undefined> {
    await this.quizzes.holdOf(id);
    return this.attempts.lockOne(id);
  }

  private async end(quizId: string, id: string, at: Date, by: PersonRow | null): Promise<void> {
    await this.attempts.submit(id, at, by?.memberId ?? null);
    await this.marking.settle(quizId, id);
    await this.live.tell(topicOf(id), attemptEvent('submitted', at, { by }));
  }
}
