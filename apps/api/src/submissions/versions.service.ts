import { Injectable } from '@nestjs/common';

import type { SubmissionKind } from '@holdout/contracts';

import { Clock } from '../platform/clock';
import { Database } from '../platform/database/database';
import { Ids } from '../platform/ids';
import { Hints } from '../platform/queue/hints';
import { EvaluationsRepository } from './evaluations.repository';
import { runtimeOf } from './kind.rules';
import { SubmissionEvents } from './submission-events';

/** Puts an evaluation of a submission into the queue: the first, or one more that staff asked for. */
@Injectable()
export class VersionsService {
  constructor(
    private readonly evaluations: EvaluationsRepository,
    private readonly events: SubmissionEvents,
    private readonly database: Database,
    private readonly hints: Hints,
    private readonly clock: Clock,
    private readonly ids: Ids,
  ) {}

  /** Part of the transaction in progress. */
  async begin(
    submission: { id: string; challengeId: string; groupId: string; kind: SubmissionKind },
    version: number,
  ): Promise<void> {
    const { id: submissionId, challengeId, groupId, kind } = submission;
    const evaluationId = this.ids.next();
    await this.evaluations.insert({
      id: evaluationId,
      submissionId,
      version,
      runtime: runtimeOf(kind),
      at: this.clock.now(),
    });
    await this.events.moved({ challengeId, groupId, submissionId, evaluationId }, 'received');
    await this.database.afterCommit(() => this.hints.due('evaluation', evaluationId));
  }
}
