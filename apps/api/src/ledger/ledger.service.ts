import { Injectable } from '@nestjs/common';

import { type BodyOf, type Ledger, type LedgerEntry, ledgerRoutes } from '@holdout/contracts';

import { topicOfProject } from '../board';
import { Leaderboard } from '../leaderboard';
import { type CourseMember, isStaff } from '../platform/auth/caller';
import { Clock } from '../platform/clock';
import { Database } from '../platform/database/database';
import { DomainError, notFound } from '../platform/domain-error';
import { toCsv } from '../platform/http/csv';
import { Live } from '../platform/live/live';
import { Hints } from '../platform/queue/hints';
import { Projects } from '../projects';
import { Submissions } from '../submissions';
import { toCsvRows, toEntry } from './ledger.mapper';
import { LedgerRepository } from './ledger.repository';
import { assertBefore, parentOf, type Upon } from './ledger.rules';

const UNWRITTEN: Upon = { upon: 'best', parentId: null };

/** What a group changed from one submission to the next. Its members write, the staff read; for others it is not there. */
@Injectable()
export class LedgerService {
  constructor(
    private readonly ledger: LedgerRepository,
    private readonly projects: Projects,
    private readonly submissions: Submissions,
    private readonly boards: Leaderboard,
    private readonly database: Database,
    private readonly hints: Hints,
    private readonly live: Live,
    private readonly clock: Clock,
  ) {}

  async read(me: CourseMember, groupId: string): Promise<Ledger> {
    await this.opened(me, groupId);
    return { items: await this.entries(me, groupId), mayWrite: !isStaff(me) && !me.viewingAs };
  }

  async csv(me: CourseMember, groupId: string): Promise<string> {
    await this.opened(me, groupId);
    return toCsv(toCsvRows(await this.entries(me, groupId)));
  }

  async write(
    me: CourseMember,
    groupId: string,
    submissionId: string,
    { version, ...given }: BodyOf<typeof ledgerRoutes.write>,
  ): Promise<Ledger> {
    await this.database.transaction(async () => {
      await this.database.lock(topicOfProject(groupId));
      await this.opened(me, groupId);
      if (isStaff(me))
        throw new DomainError('forbidden', 'The ledger is the group’s; staff read it.');
      const parentId = given.upon === 'chosen' ? given.parentId : null;
      const sent = await this.submissions.sentTo(me.courseId, groupId, 'student');
      const all = sent.find((to) => to.submissions.some(({ id }) => id === submissionId));
      const own = all?.submissions.find(({ id }) => id === submissionId);
      if (!all || !own) throw notFound();
      assertBefore(own, all.submissions, { upon: given.upon, parentId });
      const before = (await this.ledger.of(groupId)).find(
        (row) => row.submissionId === submissionId,
      );
      if ((before?.version ?? 0) !== version)
        throw new DomainError(
          'conflict',
          'Somebody else wrote meanwhile; read it, then save again.',
          {
            by: before?.writtenBy ?? null,
          },
        );
      const { change, upon } = given;
      const tags = [...new Set(given.tags)];
      const { memberId } = me;
      const at = this.clock.now();
      await this.ledger.write({ submissionId, change, tags, upon, parentId, memberId, at });
      await this.live.tell(topicOfProject(groupId), {
        what: 'ledger',
        id: submissionId,
        by: memberId,
      });
    });
    return this.read(me, groupId);
  }

  private async opened(me: CourseMember, groupId: string): Promise<void> {
    if (!isStaff(me) && me.group?.id !== groupId) throw notFound();
    await this.projects.projectOf(me.courseId, groupId);
  }

  private async entries(me: CourseMember, groupId: string): Promise<LedgerEntry[]> {
    const [written, forGroup, shown, evaluations, standings] = await Promise.all([
      this.ledger.of(groupId),
      this.submissions.sentTo(me.courseId, groupId, 'student'),
      this.submissions.sentTo(me.courseId, groupId, isStaff(me) ? 'staff' : 'student'),
      this.evaluationsOf(groupId),
      this.standings(groupId),
    ]);
    const rows = new Map(written.map((row) => [row.submissionId, row]));
    const lines = shown.flatMap(({ challenge, submissions }) => {
      const seen = forGroup.find((each) => each.challenge.id === challenge.id)?.submissions ?? [];
      const tiers = standings[challenge.revealedAt === null ? 'public' : 'private'];
      return submissions.map((summary) => {
        const row = rows.get(summary.id);
        const own = seen.find(({ id }) => id === summary.id);
        const parentId = own && parentOf(own, seen, challenge.direction, row ?? UNWRITTEN);
        const parent = submissions.find(({ id }) => id === parentId);
        const evaluationId = evaluations.get(summary.id);
        const parentEvaluationId = parent && evaluations.get(parent.id);
        return {
          challenge,
          summary,
          row,
          parent,
          tier: tiers.get(summary.id) ?? null,
          pair:
            challenge.revealedAt !== null &&
            hasPrivate(summary) &&
            hasPrivate(parent) &&
            evaluationId &&
            parentEvaluationId
              ? { challengeId: challenge.id, evaluationId, parentEvaluationId }
              : undefined,
        };
      });
    });
    const gaps = await this.gaps(lines.flatMap(({ pair }) => pair ?? []));
    return lines
      .map((line) => toEntry(line, (line.pair && gaps.get(keyOf(line.pair))) ?? null))
      .toSorted((one, other) => (one.receivedAt < other.receivedAt ? 1 : -1));
  }

  /** What is asked for the first time is worked out by the worker; who looks on hears of it. */
  private async gaps(pairs: readonly Parameters<LedgerRepository['ask']>[0][number][]) {
    if (pairs.length > 0 && (await this.ledger.ask(pairs, this.clock.now())))
      await this.hints.due('board', pairs[0]!.challengeId);
    const found = await this.ledger.gapsOf(pairs.map(({ evaluationId }) => evaluationId));
    return new Map(found.map((row) => [keyOf(row), row.gap]));
  }

  private async evaluationsOf(groupId: string): Promise<Map<string, string>> {
    const sent = await this.submissions.sentBy(groupId);
    return new Map(
      sent.flatMap(({ id, evaluationId }) =>
        evaluationId === null ? [] : [[id, evaluationId] as const],
      ),
    );
  }

  private async standings(groupId: string) {
    const tiersOf = async (part: 'public' | 'private') =>
      new Map(
        (await this.boards.standingsOf(groupId, part)).map(({ submissionId, tier }) => [
          submissionId,
          tier,
        ]),
      );
    return { public: await tiersOf('public'), private: await tiersOf('private') };
  }
}

/** Where the metric is undefined on the private rows, there is nothing to compare. */
const hasPrivate = (summary: { privateScore: number | null } | undefined): boolean =>
  summary !== undefined && summary.privateScore !== null;

const keyOf = (pair: { evaluationId: string; parentEvaluationId: string }): string =>
  `${pair.evaluationId} ${pair.parentEvaluationId}`;
