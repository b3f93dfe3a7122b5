import { Injectable } from '@nestjs/common';

import { type ChallengeFacts, Challenges } from '../challenges';
import { Courses } from '../courses';
import { type CourseMember, isStaff } from '../platform/auth/caller';
import type { Audience } from './board.rules';
import { GuestLinksService } from './guest-links.service';

/** Who looks at which board, and how it is shown to them. */
export interface Viewer {
  readonly challenge: ChallengeFacts;
  readonly audience: Audience;
  readonly groupId: string | null;
  readonly pseudonyms: boolean;
}

@Injectable()
export class ViewersService {
  constructor(
    private readonly challenges: Challenges,
    private readonly courses: Courses,
    private readonly guests: GuestLinksService,
  ) {}

  async member(me: CourseMember, challengeId: string): Promise<Viewer> {
    const [challenge, pseudonyms] = await Promise.all([
      this.challenges.visible(me, challengeId),
      this.pseudonymsIn(me.courseId),
    ]);
    return {
      challenge,
      audience: isStaff(me) ? 'staff' : 'student',
      groupId: me.group?.id ?? null,
      pseudonyms,
    };
  }

  async guest(token: string): Promise<Viewer> {
    const challenge = await this.guests.challengeBehind(token);
    const pseudonyms = await this.pseudonymsIn(challenge.courseId);
    return { challenge, audience: 'guest', groupId: null, pseudonyms };
  }

  private async pseudonymsIn(courseId: string): Promise<boolean> {
    return (await this.courses.get(courseId)).pseudonyms;
  }
}
