import { Injectable } from '@nestjs/common';

import type { ChallengeState } from '@holdout/contracts';

import { type ChallengeFacts, Challenges } from '../challenges';
import { type CourseMember, isStaff } from '../platform/auth/caller';
import { notFound } from '../platform/domain-error';
import type { Audience } from './board.rules';
import { GuestLinksService } from './guest-links.service';
import { type BoardVersion, type GlanceRow, LeaderboardRepository } from './leaderboard.repository';

/** How a board is shown to who looks at it. */
interface Look {
  readonly audience: Audience;
  readonly groupId: string | null;
  readonly pseudonyms: boolean;
}

/** Who looks at which board. */
export type Viewer = Look & { readonly challenge: ChallengeFacts };

/** The same with only what tells one answer from another. */
export type Glance = Look &
  BoardVersion & {
    readonly courseId: string;
    readonly challengeId: string;
    readonly title: string;
    readonly state: ChallengeState;
    readonly revealed: boolean;
  };

@Injectable()
export class ViewersService {
  constructor(
    private readonly challenges: Challenges,
    private readonly boards: LeaderboardRepository,
    private readonly guests: GuestLinksService,
  ) {}

  async member(me: CourseMember, challengeId: string): Promise<Viewer> {
    return this.viewer(await this.memberGlance(me, challengeId));
  }

  async guest(token: string): Promise<Viewer> {
    return this.viewer(await this.guestGlance(token));
  }

  /** As this member may see it; what is not for them is not there. */
  async memberGlance(me: CourseMember, challengeId: string): Promise<Glance> {
    const row = await this.boards.glance(me.courseId, challengeId);
    if (!row || !this.challenges.sees(me, row)) throw notFound();
    return this.glance(row, isStaff(me) ? 'staff' : 'student', me.group?.id ?? null);
  }

  async guestGlance(token: string): Promise<Glance> {
    return this.glance(await this.guests.behind(token), 'guest', null);
  }

  private glance(row: GlanceRow, audience: Audience, groupId: string | null): Glance {
    const { challengeId, courseId, title, pseudonyms, version, updatedAt, revealedAt } = row;
    return {
      challengeId,
      courseId,
      title,
      state: this.challenges.stateNow(row),
      revealed: revealedAt !== null,
      audience,
      groupId,
      pseudonyms,
      version,
      updatedAt,
    };
  }

  private async viewer(glance: Glance): Promise<Viewer> {
    const { courseId, challengeId, audience, groupId, pseudonyms } = glance;
    const challenge = await this.challenges.get(courseId, challengeId);
    return { challenge, audience, groupId, pseudonyms };
  }
}
