import { Injectable } from '@nestjs/common';

import { type EvaluationState, type EventOf, submissionRoutes } from '@holdout/contracts';

import { Clock } from '../platform/clock';
import { Inbox } from '../platform/inbox/inbox';
import { Live } from '../platform/live/live';
import { isWaiting } from './evaluation.rules';
import { EvaluationsRepository } from './evaluations.repository';

type Event = EventOf<typeof submissionRoutes.live>;

/** Whose submissions to what. */
export interface Subject {
  readonly challengeId: string;
  readonly groupId: string;
}

export const topicOf = ({ challengeId, groupId }: Subject): string =>
  `submissions:${challengeId}:${groupId}`;
export const topicOfAll = (challengeId: string): string => `submissions:${challengeId}`;

/** Tells the group, and the staff, what became of a submission; part of the transaction in progress. */
@Injectable()
export class SubmissionEvents {
  constructor(
    private readonly live: Live,
    private readonly inbox: Inbox,
    private readonly evaluations: EvaluationsRepository,
    private readonly clock: Clock,
  ) {}

  async moved(
    subject: Subject & { readonly submissionId: string; readonly evaluationId: string },
    state: EvaluationState,
  ): Promise<void> {
    const event: Event = {
      submissionId: subject.submissionId,
      groupId: subject.groupId,
      state,
      place: isWaiting(state) ? await this.evaluations.placeOf(subject.evaluationId) : null,
      at: this.clock.now().toISOString(),
    };
    await this.live.tell(topicOf(subject), event);
    await this.live.tell(topicOfAll(subject.challengeId), event);
  }

  /** The members need not watch: what did not end in a score comes to them, once per submission and end. */
  async ended(
    subject: Subject & { readonly courseId: string; readonly submissionId: string },
    state: EvaluationState,
  ): Promise<void> {
    if (state !== 'rejected' && state !== 'failed') return;
    const { courseId, submissionId, groupId } = subject;
    await this.inbox.tell(
      { groups: [groupId] },
      {
        courseId,
        type: 'score',
        key: `evaluation-${state}`,
        facts: { challenge: await this.evaluations.challengeTitle(submissionId) },
        link: `/courses/${courseId}/submissions/${submissionId}`,
        source: `evaluation:${submissionId}:${state}`,
      },
    );
  }
}
