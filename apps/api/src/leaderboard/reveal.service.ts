import { Injectable } from '@nestjs/common';

import type { Challenge } from '@holdout/contracts';

import { type ChallengeFacts, Challenges } from '../challenges';
import { Extensions } from '../extensions';
import { Groups } from '../groups';
import { Audit } from '../platform/audit/audit';
import type { CourseMember } from '../platform/auth/caller';
import { Clock } from '../platform/clock';
import { Database } from '../platform/database/database';
import { DomainError } from '../platform/domain-error';
import { Inbox } from '../platform/inbox/inbox';
import { type RevealRefusal, revealRefusal } from './reveal.rules';
import { StandingsService } from './standings.service';

/** The one act that shows the private rows. */
@Injectable()
export class RevealService {
  constructor(
    private readonly challenges: Challenges,
    private readonly extensions: Extensions,
    private readonly groups: Groups,
    private readonly standings: StandingsService,
    private readonly database: Database,
    private readonly audit: Audit,
    private readonly inbox: Inbox,
    private readonly clock: Clock,
  ) {}

  async reveal(me: CourseMember, challengeId: string, confirm: string): Promise<Challenge> {
    await this.database.transaction(async () => {
      await this.standings.lock(challengeId);
      const challenge = await this.challenges.get(me.courseId, challengeId);
      const now = this.clock.now();
      const siblings = await this.challenges.onSameColumn(me.courseId, challengeId);
      const [ending, ...others] = await Promise.all(
        [challenge, ...siblings].map(async ({ state, title, closesAt, ...rest }) => ({
          state,
          title,
          closesAt,
          extensions: await this.extensionsOf(rest),
        })),
      );
      const refusal = ending && revealRefusal(ending, others, confirm, now);
      if (refusal) throw refused(refusal, challenge);
      await this.challenges.markRevealed(me.courseId, challengeId, now);
      await this.standings.deriveAll(challenge);
      await this.standings.announce(challengeId);
      await this.audit.record({
        courseId: me.courseId,
        accountId: me.accountId,
        deed: 'challenge.revealed',
        thing: 'challenge',
        thingId: challengeId,
      });
      await this.tellOf(challenge);
    });
    return this.challenges.answer(me, challengeId);
  }

  private async tellOf(challenge: ChallengeFacts): Promise<void> {
    const { id, courseId, title, groupIds, formerGroups } = challenge;
    const groups = [...groupIds, ...formerGroups.map((group) => group.id)];
    await this.inbox.tell(groups.length > 0 ? { groups } : { students: courseId }, {
      courseId,
      type: 'challenge',
      key: 'challenge-revealed',
      facts: { challenge: title },
      link: `/courses/${courseId}/challenges/${id}/leaderboard`,
      source: `challenge-revealed:${id}`,
    });
  }

  /** Of the groups that are there; one that was removed may submit nothing. */
  private async extensionsOf({ courseId, id }: Pick<ChallengeFacts, 'courseId' | 'id'>) {
    const groups = new Set((await this.groups.activeIn(courseId)).map((group) => group.id));
    const given = await this.extensions.of(courseId, 'challenge', id);
    return given.filter(({ groupId }) => groups.has(groupId));
  }
}

function refused(refusal: RevealRefusal, { title, state }: ChallengeFacts): DomainError {
  switch (refusal.why) {
    case 'already-revealed':
      return new DomainError('already-revealed', 'The private rows are shown already.');
    case 'not-closed':
      return new DomainError(
        'challenge-not-closed',
        'A group may still submit; the private rows are shown when none may.',
        { state, closesAt: refusal.until?.toISOString() ?? null },
      );
    case 'sibling-open':
      return new DomainError(
        'challenge-not-closed',
        'Another challenge on these rows is open and reads the same column: its answers would be shown.',
        { state, closesAt: null },
        [{ code: 'sibling-not-closed', value: refusal.title }],
      );
    case 'not-confirmed':
      return new DomainError(
        'invalid-request',
        'Type the title of the challenge to confirm: this is not undone.',
        {},
        [{ code: 'title-not-confirmed', column: 'confirm', expected: title }],
      );
  }
}
