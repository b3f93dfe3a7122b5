import { Injectable } from '@nestjs/common';

import { type BodyOf, type Card, type ProjectBoard, cardRoutes } from '@holdout/contracts';

import { Projects } from '../projects';
import { Audit } from '../platform/audit/audit';
import { type CourseMember, isStaff } from '../platform/auth/caller';
import { Clock } from '../platform/clock';
import { Database } from '../platform/database/database';
import { DomainError, notFound } from '../platform/domain-error';
import { Ids } from '../platform/ids';
import { Live } from '../platform/live/live';
import { Submissions } from '../submissions';
import { type Linkable, toCard } from './board.mapper';
import { BoardRepository, type CardRow } from './board.repository';
import {
  assertFits,
  assertRoom,
  assertUpon,
  inOrder,
  orderAfter,
  topicOfProject,
  type Writing,
} from './board.rules';

type Written = Omit<BodyOf<typeof cardRoutes.write>, 'version'>;

/** What a group has to do. Its members write, the staff read and comment; for others it is not there. */
@Injectable()
export class BoardService {
  constructor(
    private readonly cards: BoardRepository,
    private readonly projects: Projects,
    private readonly submissions: Submissions,
    private readonly database: Database,
    private readonly audit: Audit,
    private readonly live: Live,
    private readonly clock: Clock,
    private readonly ids: Ids,
  ) {}

  async board(me: CourseMember, groupId: string): Promise<ProjectBoard> {
    const { members } = await this.opened(me, groupId);
    const [rows, submissions] = await Promise.all([this.cards.of(groupId), this.linkable(groupId)]);
    return {
      cards: inOrder(rows).map((row) => toCard(row, submissions, me.memberId)),
      members: [...members],
      submissions,
      mayWrite: !me.viewingAs && !isStaff(me),
      mayComment: !me.viewingAs,
    };
  }

  async topics(me: CourseMember, groupId: string): Promise<string[]> {
    await this.opened(me, groupId);
    return [topicOfProject(groupId)];
  }

  add(
    me: CourseMember,
    groupId: string,
    { phase, ...given }: BodyOf<typeof cardRoutes.add>,
  ): Promise<Card> {
    return this.changing(me, groupId, async () => {
      const writing = await this.fitting(me, groupId, given, null);
      const rows = await this.cards.of(groupId);
      assertRoom({ cards: rows.length });
      const id = this.ids.next();
      const there = rows.filter((row) => row.phase === phase);
      const place = 1 + Math.max(-1, ...there.map((row) => row.place));
      const { courseId, memberId } = me;
      const at = this.clock.now();
      await this.cards.insert({ ...writing, id, courseId, groupId, phase, place, memberId, at });
      return id;
    });
  }

  write(
    me: CourseMember,
    groupId: string,
    cardId: string,
    { version, ...given }: BodyOf<typeof cardRoutes.write>,
  ): Promise<Card> {
    return this.changing(me, groupId, async () => {
      const before = await this.get(groupId, cardId);
      assertUpon(version, before);
      const writing = await this.fitting(me, groupId, given, before.owner?.memberId ?? null);
      await this.cards.write(cardId, writing, me.memberId);
      return cardId;
    });
  }

  /** Nobody's move undoes another's: each is said by its neighbour, and done upon what stands. */
  async move(
    me: CourseMember,
    groupId: string,
    cardId: string,
    to: BodyOf<typeof cardRoutes.move>,
  ): Promise<ProjectBoard> {
    await this.changing(me, groupId, async () => {
      const rows = inOrder(await this.cards.of(groupId));
      if (!rows.some(({ id }) => id === cardId)) throw notFound();
      await this.cards.arrange(to.phase, orderAfter(rows, cardId, to));
      return cardId;
    });
    return this.board(me, groupId);
  }

  finish(me: CourseMember, groupId: string, cardId: string, finished: boolean): Promise<Card> {
    return this.changing(me, groupId, async () => {
      const before = await this.get(groupId, cardId);
      if (finished !== (before.finishedAt !== null))
        await this.cards.setFinished(
          cardId,
          finished ? me.memberId : null,
          finished ? this.clock.now() : null,
        );
      return cardId;
    });
  }

  check(
    me: CourseMember,
    groupId: string,
    cardId: string,
    itemId: string,
    done: boolean,
  ): Promise<Card> {
    return this.changing(me, groupId, async () => {
      const { checklist } = await this.get(groupId, cardId);
      if (!checklist.some(({ id }) => id === itemId)) throw notFound();
      await this.cards.setChecklist(
        cardId,
        checklist.map((item) => (item.id === itemId ? { ...item, done } : item)),
      );
      return cardId;
    });
  }

  async remove(me: CourseMember, groupId: string, cardId: string): Promise<void> {
    await this.database.transaction(async () => {
      await this.locked(me, groupId);
      this.assertMember(me);
      const { title, phase } = await this.get(groupId, cardId);
      await this.cards.setRemoved(cardId, this.clock.now());
      await this.record(me, 'card.removed', cardId, { title, phase });
      await this.tell(me, groupId, cardId);
    });
  }

  restore(me: CourseMember, groupId: string, cardId: string): Promise<Card> {
    return this.changing(me, groupId, async () => {
      const phase = await this.cards.removed(groupId, cardId);
      if (phase === undefined) throw notFound();
      const rows = inOrder(await this.cards.of(groupId));
      assertRoom({ cards: rows.length });
      await this.cards.setRemoved(cardId, null);
      await this.cards.arrange(phase, orderAfter(rows, cardId, { phase, beforeId: null }));
      await this.record(me, 'card.restored', cardId, null);
      return cardId;
    });
  }

  comment(me: CourseMember, groupId: string, cardId: string, text: string): Promise<Card> {
    return this.changing(
      me,
      groupId,
      async () => {
        const { comments } = await this.get(groupId, cardId);
        assertRoom({ comments: comments.length });
        const { memberId } = me;
        await this.cards.addComment({
          id: this.ids.next(),
          cardId,
          memberId,
          text,
          at: this.clock.now(),
        });
        return cardId;
      },
      'anybody',
    );
  }

  removeComment(
    me: CourseMember,
    groupId: string,
    cardId: string,
    commentId: string,
  ): Promise<Card> {
    return this.changing(
      me,
      groupId,
      async () => {
        const { comments } = await this.get(groupId, cardId);
        const found = comments.find(({ id }) => id === commentId);
        if (!found) throw notFound();
        if (found.by.memberId !== me.memberId)
          throw new DomainError('forbidden', 'A comment is removed by who wrote it.');
        await this.cards.removeComment(commentId, this.clock.now());
        return cardId;
      },
      'anybody',
    );
  }

  /** Before a file travels for nothing. */
  async assertTakes(me: CourseMember, groupId: string, cardId: string): Promise<void> {
    await this.opened(me, groupId);
    this.assertMember(me);
    assertRoom({ files: (await this.get(groupId, cardId)).files.length });
  }

  attach(
    me: CourseMember,
    groupId: string,
    cardId: string,
    file: { readonly blob: string; readonly filename: string; readonly bytes: number },
  ): Promise<Card> {
    return this.changing(me, groupId, async () => {
      assertRoom({ files: (await this.get(groupId, cardId)).files.length });
      const { memberId } = me;
      const at = this.clock.now();
      await this.cards.addFile({ ...file, id: this.ids.next(), cardId, memberId, at });
      return cardId;
    });
  }

  async file(
    me: CourseMember,
    groupId: string,
    cardId: string,
    fileId: string,
  ): Promise<{ name: string; blob: string }> {
    await this.opened(me, groupId);
    await this.get(groupId, cardId);
    const found = await this.cards.file(cardId, fileId);
    if (!found) throw notFound();
    return found;
  }

  detach(me: CourseMember, groupId: string, cardId: string, fileId: string): Promise<Card> {
    return this.changing(me, groupId, async () => {
      if (!(await this.get(groupId, cardId)).files.some(({ id }) => id === fileId))
        throw notFound();
      await this.cards.removeFile(fileId, this.clock.now());
      return cardId;
    });
  }

  /** Of another group there is nothing here. */
  private async opened(me: CourseMember, groupId: string) {
    if (!isStaff(me) && me.group?.id !== groupId) throw notFound();
    return this.projects.projectOf(me.courseId, groupId);
  }

  private async locked(me: CourseMember, groupId: string): Promise<void> {
    await this.database.lock(topicOfProject(groupId));
    await this.opened(me, groupId);
  }

  /** One change after the other; all who look on hear of it. */
  private changing(
    me: CourseMember,
    groupId: string,
    deed: () => Promise<string>,
    who: 'members' | 'anybody' = 'members',
  ): Promise<Card> {
    return this.database.transaction(async () => {
      await this.locked(me, groupId);
      if (who === 'members') this.assertMember(me);
      const cardId = await deed();
      await this.tell(me, groupId, cardId);
      return toCard(await this.get(groupId, cardId), await this.linkable(groupId), me.memberId);
    });
  }

  private assertMember(me: CourseMember): void {
    if (isStaff(me))
      throw new DomainError('forbidden', 'The board is the group’s; staff read and comment.');
  }

  private async get(groupId: string, cardId: string): Promise<CardRow> {
    const row = await this.cards.find(groupId, cardId);
    if (!row) throw notFound();
    return row;
  }

  private async fitting(
    me: CourseMember,
    groupId: string,
    given: Written,
    keepOwner: string | null,
  ): Promise<Writing> {
    const { members } = await this.projects.projectOf(me.courseId, groupId);
    const submissions = await this.linkable(groupId);
    const known = {
      members: members.map(({ memberId }) => memberId),
      submissions: submissions.map(({ id }) => id),
    };
    assertFits(given, known, keepOwner);
    return given;
  }

  private async linkable(groupId: string): Promise<Linkable[]> {
    return (await this.submissions.sentBy(groupId)).map(({ id, filename, receivedAt }) => ({
      id,
      filename,
      receivedAt: receivedAt.toISOString(),
    }));
  }

  private tell(me: CourseMember, groupId: string, id: string): Promise<void> {
    return this.live.tell(topicOfProject(groupId), { what: 'card', id, by: me.memberId });
  }

  private record(me: CourseMember, deed: string, id: string, old: unknown): Promise<void> {
    const { courseId, accountId } = me;
    return this.audit.record({ courseId, accountId, deed, thing: 'card', thingId: id, old });
  }
}
