import { Injectable } from '@nestjs/common';

import type { Report, Score, SubmissionSummary } from '@holdout/contracts';

import { type ChallengeFacts, Challenges } from '../challenges';
import { type SentRow, SentRepository } from './sent.repository';
import { toSummary } from './submission.mapper';
import { SubmissionsRepository } from './submissions.repository';
import { type Reader, seenBy } from './visibility.rules';

/** A submission from whose rows its group may read figures. */
export interface ReadableModel {
  readonly id: string;
  readonly label: string;
  readonly receivedAt: Date;
}

export interface ModelFigures {
  readonly scores: readonly Score[];
  readonly report: Report;
}

export type SentSubmission = SentRow;

/** What a group sent to one challenge, as a reader sees it; newest first. */
export interface SentTo {
  readonly challenge: ChallengeFacts;
  readonly submissions: readonly SubmissionSummary[];
}

/** So many of one challenge are told at once: a term's worth at the usual quota. */
const MOST_SENT = 500;

/** What others may ask of submissions: never more than the group that sent them sees. */
@Injectable()
export class Submissions {
  constructor(
    private readonly submissions: SubmissionsRepository,
    private readonly challenges: Challenges,
    private readonly sent: SentRepository,
  ) {}

  /** Everything a group sent, without a figure; newest first. */
  sentBy(groupId: string): Promise<SentSubmission[]> {
    return this.sent.byGroup(groupId);
  }

  /** By challenge, with what this reader sees of each. */
  async sentTo(courseId: string, groupId: string, reader: Reader): Promise<SentTo[]> {
    const ids = [...new Set((await this.sent.byGroup(groupId)).map((row) => row.challengeId))];
    return Promise.all(
      ids.map(async (challengeId) => {
        const challenge = await this.challenges.get(courseId, challengeId);
        const { metric, openness, revealedAt, steps } = challenge;
        const { rows } = await this.submissions.page({
          challengeId,
          groupId,
          state: null,
          before: null,
          metric,
          limit: MOST_SENT,
        });
        const setting = { metric, openness, revealed: revealedAt !== null, steps };
        return { challenge, submissions: rows.map((row) => toSummary(row, reader, setting)) };
      }),
    );
  }

  /** How many each member of a course sent, and how many of them were scored. */
  countsOf(courseId: string): Promise<{ memberId: string; sent: number; scored: number }[]> {
    return this.sent.countsOf(courseId);
  }

  /** A group's scored submissions with rows it may see whole: its validation rows, after the reveal the private ones. Newest first. */
  async readable(courseId: string, challengeId: string, groupId: string): Promise<ReadableModel[]> {
    const { revealedAt } = await this.challenges.get(courseId, challengeId);
    const part = partShown(revealedAt);
    return (await this.submissions.withReport(challengeId, groupId, part)).map(
      ({ id, filename, receivedAt }) => ({ id, label: filename, receivedAt }),
    );
  }

  /** The groups that sent something to a challenge, ever. */
  senders(challengeId: string): Promise<string[]> {
    return this.submissions.senders(challengeId);
  }

  /** The figures of one of them, as its group sees them; undefined where it is not one of them. */
  async figures(
    courseId: string,
    challengeId: string,
    groupId: string,
    submissionId: string,
  ): Promise<ModelFigures | undefined> {
    const { revealedAt, metric, openness, steps } = await this.challenges.get(
      courseId,
      challengeId,
    );
    const part = partShown(revealedAt);
    const found = (await this.submissions.withReport(challengeId, groupId, part)).find(
      ({ id }) => id === submissionId,
    );
    if (!found) return undefined;
    // One after the other: whoever asks may be in a transaction.
    const scores = await this.submissions.scoresOf(found.evaluationId);
    const reports = await this.submissions.reportsOf(found.evaluationId);
    const seen = seenBy(
      'student',
      { metric, openness, revealed: revealedAt !== null, steps },
      { scores, reports, ladderBest: found.ladder === 'better' },
    );
    const report = seen.reports.find((each) => each.part === part);
    return report && { report, scores: seen.scores.filter((each) => each.part === part) };
  }
}

const partShown = (revealedAt: Date | null) => (revealedAt === null ? 'validation' : 'private');
