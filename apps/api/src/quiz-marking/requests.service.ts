import { Injectable } from '@nestjs/common';

import {
  type BodyOf,
  type QueryOf,
  type RegradeRequest,
  quizMarkingRoutes,
} from '@holdout/contracts';

import { Audit } from '../platform/audit/audit';
import { type CourseMember, isStaff } from '../platform/auth/caller';
import { Clock } from '../platform/clock';
import { Database } from '../platform/database/database';
import { DomainError, notFound } from '../platform/domain-error';
import { Ids } from '../platform/ids';
import { Inbox } from '../platform/inbox/inbox';
import { Quizzes } from '../quizzes';
import { type RequestRow, RequestsRepository } from './requests.repository';

type Reply = BodyOf<typeof quizMarkingRoutes.reply>;

/** A student asks that an answer be marked again; staff answer. */
@Injectable()
export class RequestsService {
  constructor(
    private readonly requests: RequestsRepository,
    private readonly quizzes: Quizzes,
    private readonly database: Database,
    private readonly audit: Audit,
    private readonly inbox: Inbox,
    private readonly clock: Clock,
    private readonly ids: Ids,
  ) {}

  async list(
    me: CourseMember,
    asked: QueryOf<typeof quizMarkingRoutes.requests>,
  ): Promise<RegradeRequest[]> {
    const rows = await this.requests.of(me.courseId, { ...asked, taker: takerOf(me) });
    return rows.map((row) => toRequest(row, me));
  }

  async ask(
    me: CourseMember,
    attemptId: string,
    questionId: string,
    text: string,
  ): Promise<RegradeRequest> {
    const { released } = await this.quizzes.ownAttempt(me, attemptId);
    const answers = await this.quizzes.answersOf(attemptId);
    if (!answers.some((answer) => answer.questionId === questionId)) throw notFound();
    if (released === 'hidden')
      throw new DomainError('not-released', 'Marks are not shown yet; there is nothing to ask.');
    return this.database.transaction(async () => {
      const id = await this.requests.open({
        id: this.ids.next(),
        courseId: me.courseId,
        attemptId,
        questionId,
        memberId: me.memberId,
        createdAt: this.clock.now(),
      });
      await this.say(me, id, text);
      return this.get(me, id);
    });
  }

  /** The asker's next word opens it again. */
  reply(me: CourseMember, id: string, { text, outcome }: Reply): Promise<RegradeRequest> {
    return this.database.transaction(async () => {
      const before = await this.get(me, id);
      if (outcome !== null && !isStaff(me))
        throw new DomainError('forbidden', 'Staff say how a request ends.');
      await this.say(me, id, text);
      const state = isStaff(me) ? (outcome ?? before.state) : 'open';
      await this.requests.setState(id, state);
      if (state !== before.state)
        await this.audit.record({
          courseId: me.courseId,
          accountId: me.accountId,
          deed: 'regrade-request.answered',
          thing: 'attempt',
          thingId: before.attemptId,
          old: { questionId: before.questionId, state: before.state },
          new: { questionId: before.questionId, state },
        });
      const now = await this.get(me, id);
      if (isStaff(me)) await this.tellAsker(me, now);
      return now;
    });
  }

  private async tellAsker(me: CourseMember, request: RegradeRequest): Promise<void> {
    await this.inbox.tell(
      { members: [request.asker.memberId] },
      {
        courseId: me.courseId,
        type: 'regrade',
        key: 'regrade-answered',
        facts: { quiz: request.quiz },
        link: `/courses/${me.courseId}/quizzes/attempts/${request.attemptId}`,
        except: me.accountId,
      },
    );
  }

  private async get(me: CourseMember, id: string): Promise<RegradeRequest> {
    const [row] = await this.requests.of(me.courseId, { id, taker: takerOf(me) });
    if (!row) throw notFound();
    return toRequest(row, me);
  }

  private say(me: CourseMember, requestId: string, text: string): Promise<void> {
    const { memberId } = me;
    return this.requests.say({
      id: this.ids.next(),
      requestId,
      memberId,
      text,
      at: this.clock.now(),
    });
  }
}

const takerOf = (me: CourseMember) =>
  isStaff(me) ? null : { memberId: me.memberId, groupId: me.group?.id ?? null };

function toRequest(row: RequestRow, me: CourseMember): RegradeRequest {
  return {
    id: row.id,
    quizId: row.quizId,
    quiz: row.quiz,
    attemptId: row.attemptId,
    questionId: row.questionId,
    question: isStaff(me) ? row.question : null,
    asker: { memberId: row.askerId, name: row.asker },
    createdAt: row.createdAt.toISOString(),
    state: row.state,
    messages: row.messages.map(({ by, staff, text, at }) => ({ by, staff, text, at })),
  };
}
