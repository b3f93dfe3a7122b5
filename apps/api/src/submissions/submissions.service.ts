import { Injectable } from '@nestjs/common';

import {
  type ParamsOf,
  type QueryOf,
  type ResponseOf,
  type Submission,
  type SubmissionSummary,
  submissionRoutes,
} from '@holdout/contracts';

import { type ChallengeFacts, Challenges } from '../challenges';
import { type CourseMember, isStaff } from '../platform/auth/caller';
import { notFound } from '../platform/domain-error';
import { topicOf, topicOfAll } from './submission-events';
import { logText, toSubmission, toSummary } from './submission.mapper';
import { type SubmissionFacts, mayOf } from './submission.rules';
import { type SubmissionDetail, SubmissionsRepository } from './submissions.repository';
import { TermsService } from './terms.service';
import type { Reader, Setting } from './visibility.rules';

type Asked = QueryOf<typeof submissionRoutes.list>;
type Page = ResponseOf<typeof submissionRoutes.list>;
type FileName = ParamsOf<typeof submissionRoutes.file>['name'];

/** A submission that this member may see, with what decides about it. */
export interface Opened {
  readonly row: SubmissionDetail;
  readonly challenge: ChallengeFacts;
  readonly facts: SubmissionFacts;
}

export type OpenedFile = { readonly name: string; readonly type: string } & (
  { readonly blob: string } | { readonly text: string }
);

/** What there is to read of submissions, for whom. */
@Injectable()
export class SubmissionsService {
  constructor(
    private readonly submissions: SubmissionsRepository,
    private readonly terms: TermsService,
    private readonly challenges: Challenges,
  ) {}

  async list(me: CourseMember, challengeId: string, asked: Asked): Promise<Page> {
    const challenge = await this.challenges.visible(me, challengeId);
    const groupId = scopeOf(me, asked.groupId);
    if (groupId === undefined) return { items: [], more: false, quota: null };
    const which = {
      challengeId,
      groupId,
      state: asked.state ?? null,
      before: asked.before === undefined ? null : new Date(asked.before),
    };
    const { metric } = challenge;
    const [{ rows, more }, quota] = await Promise.all([
      this.submissions.page({ ...which, metric, limit: asked.limit }),
      isStaff(me) || groupId === null ? null : this.terms.quotaOf(challenge, groupId),
    ]);
    return {
      items: rows.map((row) => toSummary(row, readerOf(me), settingOf(challenge))),
      more,
      quota,
    };
  }

  async summary(me: CourseMember, challengeId: string, id: string): Promise<SubmissionSummary> {
    const challenge = await this.challenges.visible(me, challengeId);
    const row = await this.submissions.summary(id, challenge.metric);
    if (!row) throw notFound();
    return toSummary(row, readerOf(me), settingOf(challenge));
  }

  async answer(me: CourseMember, id: string): Promise<Submission> {
    const { row, challenge, facts } = await this.open(me, id);
    const [scores, reports] =
      row.scoredId === null
        ? [[], []]
        : await Promise.all([
            this.submissions.scoresOf(row.scoredId),
            this.submissions.reportsOf(row.scoredId),
          ]);
    return toSubmission(row, readerOf(me), settingOf(challenge), { scores, reports }, mayOf(facts));
  }

  /** Of my group, or anybody's for staff; anything else is not there. */
  async open(me: CourseMember, id: string): Promise<Opened> {
    const found = await this.submissions.find(me.courseId, id);
    if (!found || (!isStaff(me) && found.groupId !== me.group?.id)) throw notFound();
    const challenge = await this.challenges.get(me.courseId, found.challengeId);
    const row = await this.submissions.detail(id, challenge.metric);
    if (!row) throw notFound();
    return {
      row,
      challenge,
      facts: {
        reader: me.viewingAs ? 'onlooker' : isStaff(me) ? 'staff' : 'group',
        state: row.state,
        version: row.version,
        cancelAsked: row.cancelAskedAt !== null,
        returned: row.returnedAt !== null,
        scored: row.scoredId !== null,
        final: row.finalAt !== null,
        finals: challenge.finals,
        ...(await this.terms.finalsOf(challenge, row.groupId)),
      },
    };
  }

  async file(me: CourseMember, id: string, name: FileName): Promise<OpenedFile> {
    const { row } = await this.open(me, id);
    const csv = 'text/csv; charset=utf-8';
    switch (name) {
      case 'upload':
        return { name: row.filename, type: 'application/octet-stream', blob: row.blob };
      case 'predictions.csv':
        if (row.predictions === null) throw notFound();
        return { name, type: csv, blob: row.predictions };
      case 'validation.csv':
        if (row.validation === null) throw notFound();
        return { name, type: csv, blob: row.validation };
      case 'log.txt':
        if (row.log === null) throw notFound();
        return { name, type: 'text/plain; charset=utf-8', text: logText(row.log) };
    }
  }

  async assertThere(me: CourseMember, challengeId: string): Promise<void> {
    await this.challenges.visible(me, challengeId);
  }

  /** What this member hears of: staff everything, a group its own, who is in no group nothing. */
  async topics(me: CourseMember, challengeId: string): Promise<string[]> {
    await this.challenges.visible(me, challengeId);
    if (isStaff(me)) return [topicOfAll(challengeId)];
    return me.group ? [topicOf({ challengeId, groupId: me.group.id })] : [];
  }
}

const readerOf = (me: CourseMember): Reader => (isStaff(me) ? 'staff' : 'student');

const settingOf = ({ metric, openness, revealedAt, steps }: ChallengeFacts): Setting => ({
  metric,
  openness,
  revealed: revealedAt !== null,
  steps,
});

/** The group whose submissions these are; null: all groups'; undefined: nobody's, for who is in no group. */
function scopeOf(me: CourseMember, groupId: string | undefined): string | null | undefined {
  if (isStaff(me)) return groupId ?? null;
  if (groupId !== undefined && groupId !== me.group?.id) throw notFound();
  return me.group?.id;
}
