import type { NoticeKey } from '@holdout/contracts';

import { Inbox } from '../../apps/api/src/platform/inbox/inbox';
import { Database } from '../../apps/api/src/platform/database/database';
import { type TestApp, startApp } from '../support/app';
import type { Enrolled } from '../support/world';

describe('the inbox', () => {
  let t: TestApp;
  let inbox: Inbox;
  let courseId: string;
  let ana: Enrolled;
  let beto: Enrolled;
  let teacher: Enrolled;
  beforeAll(async () => {
    t = await startApp();
    inbox = t.app.get(Inbox);
  });
  afterAll(() => t.close());
  beforeEach(async () => {
    courseId = await t.world.aCourse({ title: 'Vinos' });
    [ana, beto, teacher] = [
      await t.world.aMember(courseId, 'student'),
      await t.world.aMember(courseId, 'student'),
      await t.world.aMember(courseId, 'instructor'),
    ];
  });

  const aNotice = (given: object = {}) => ({
    courseId,
    type: 'challenge' as const,
    key: 'challenge-revealed' as NoticeKey,
    facts: { challenge: 'Vino bueno' },
    link: '/courses' as const,
    ...given,
  });
  const list = async (who: Enrolled, query = '') =>
    (await t.as(who).get(`/api/inbox${query}`).expect(200)).body as {
      items: { id: string; key: string; readAt: string | null; course: unknown }[];
      more: boolean;
    };
  const unread = async (who: Enrolled) =>
    ((await t.as(who).get('/api/inbox/count').expect(200)).body as { unread: number }).unread;

  it('tells those whom it is for, with the course and the facts, and nobody else', async () => {
    expect(await inbox.tell({ accounts: [ana.accountId] }, aNotice({ body: '**Hola**' }))).toBe(1);
    expect((await list(ana)).items).toEqual([
      {
        id: expect.any(String),
        type: 'challenge',
        key: 'challenge-revealed',
        facts: { challenge: 'Vino bueno' },
        body: '**Hola**',
        course: { id: courseId, title: 'Vinos' },
        link: '/courses',
        at: '2026-03-02T15:00:00.000Z',
        readAt: null,
      },
    ]);
    expect((await list(beto)).items).toEqual([]);
    expect([await unread(ana), await unread(beto)]).toEqual([1, 0]);
  });

  it('finds the people of groups, the students, the staff and everybody, but for who did it', async () => {
    const groupId = await t.world.aGroup(courseId, [ana]);
    expect(await inbox.tell({ groups: [groupId] }, aNotice())).toBe(1);
    expect(await inbox.tell({ members: [beto.memberId] }, aNotice())).toBe(1);
    expect(await inbox.tell({ students: courseId }, aNotice())).toBe(2);
    expect(await inbox.tell({ staff: courseId }, aNotice())).toBe(1);
    expect(await inbox.tell({ everybody: courseId }, aNotice({ except: teacher.accountId }))).toBe(
      2,
    );
    expect([await unread(ana), await unread(beto), await unread(teacher)]).toEqual([3, 3, 1]);
  });

  it('tells nobody twice of one thing, also when eight tell it at once', async () => {
    const told = await Promise.all(
      Array.from({ length: 8 }, () =>
        inbox.tell({ accounts: [ana.accountId] }, aNotice({ source: `reveal:${courseId}` })),
      ),
    );
    expect(told.reduce((sum, n) => sum + n)).toBe(1);
    expect(await unread(ana)).toBe(1);
  });

  it('is part of the deed: what is rolled back was never told', async () => {
    const failing = t.app.get(Database).transaction(async () => {
      await inbox.tell({ accounts: [ana.accountId] }, aNotice());
      throw new Error('the deed fails');
    });
    await expect(failing).rejects.toThrow('the deed fails');
    expect(await unread(ana)).toBe(0);
  });

  it('shows nothing of a course to who has left it, and tells them nothing more', async () => {
    await inbox.tell({ accounts: [ana.accountId] }, aNotice());
    await t.as(teacher).delete(`/api/courses/${courseId}/members/${ana.memberId}`).expect(200);
    expect((await list(ana)).items).toEqual([]);
    expect(await unread(ana)).toBe(0);
    expect(await inbox.tell({ members: [ana.memberId] }, aNotice())).toBe(0);
  });

  it('takes back what it told, and tells it again', async () => {
    const source = `announcement:${courseId}`;
    await inbox.tell({ accounts: [ana.accountId] }, aNotice({ source }));
    await inbox.withdraw(source, true);
    expect(await unread(ana)).toBe(0);
    await inbox.withdraw(source, false);
    await inbox.amend(source, { facts: { challenge: 'Vino malo' }, body: null, link: null });
    expect((await list(ana)).items).toMatchObject([{ facts: { challenge: 'Vino malo' } }]);
  });

  it('pages by id, neither skipping nor repeating, and shows the unread or one type alone', async () => {
    for (let n = 0; n < 5; n++) await inbox.tell({ accounts: [ana.accountId] }, aNotice());
    const first = await list(ana, '?limit=2');
    const second = await list(ana, `?limit=2&before=${first.items[1]!.id}`);
    const third = await list(ana, `?limit=2&before=${second.items[1]!.id}`);
    expect([first.more, second.more, third.more]).toEqual([true, true, false]);
    const ids = [...first.items, ...second.items, ...third.items].map(({ id }) => id);
    expect(new Set(ids).size).toBe(5);
    expect(ids).toEqual(ids.toSorted().toReversed());

    await t.as(ana).patch(`/api/inbox/${ids[0]!}`).send({ read: true }).expect(200);
    expect((await list(ana, '?unread=true')).items.map(({ id }) => id)).toEqual(ids.slice(1));
    expect((await list(ana, '?type=announcement')).items).toEqual([]);
    expect((await list(ana, '?type=challenge')).items).toHaveLength(5);
  });

  it('marks one as read and unread again, and all up to the newest that was seen', async () => {
    for (let n = 0; n < 3; n++) await inbox.tell({ accounts: [ana.accountId] }, aNotice());
    const { items } = await list(ana);
    await t.as(ana).patch(`/api/inbox/${items[2]!.id}`).send({ read: true }).expect(200);
    expect(await unread(ana)).toBe(2);
    await t.as(ana).patch(`/api/inbox/${items[2]!.id}`).send({ read: false }).expect(200);
    expect(await unread(ana)).toBe(3);
    await inbox.tell({ accounts: [ana.accountId] }, aNotice());
    const marked = await t.as(ana).post('/api/inbox/read').send({ upTo: items[0]!.id }).expect(201);
    expect(marked.body).toEqual({ unread: 1 });
  });

  it('is nobody else’s: staff too find no notice of another, and mark none', async () => {
    await inbox.tell({ accounts: [ana.accountId] }, aNotice());
    const [notice] = (await list(ana)).items;
    for (const other of [beto, teacher]) {
      await t.as(other).patch(`/api/inbox/${notice!.id}`).send({ read: true }).expect(404);
      await t.as(other).post('/api/inbox/read').send({ upTo: notice!.id }).expect(201);
      const viewed = await t.as(other).get('/api/inbox').set('x-holdout-view-as', ana.memberId);
      expect(viewed.body).toEqual({ items: [], more: false });
    }
    expect(await unread(ana)).toBe(1);
    for (const path of ['/api/inbox', '/api/inbox/count', '/api/inbox/live'])
      await t.anonymous().get(path).expect(401);
  });

  it('keeps what a person wants by mail, and leaves the other types as they were', async () => {
    const choose = (items: unknown) => t.as(ana).put('/api/inbox/mail-choices').send({ items });
    await choose([{ type: 'reminder', mail: 'never' }]).expect(200);
    const { body } = await choose([{ type: 'message', mail: 'at-once' }]).expect(200);
    const { items } = body as { items: { type: string; mail: string }[] };
    const chosen = new Map(items.map(({ type, mail }) => [type, mail]));
    expect([chosen.get('reminder'), chosen.get('message'), chosen.get('score')]).toEqual([
      'never',
      'at-once',
      'daily',
    ]);
    expect((await t.as(beto).get('/api/inbox/mail-choices')).body).not.toMatchObject({
      items: expect.arrayContaining([{ type: 'reminder', mail: 'never' }]),
    });
  });

  it('refuses what makes no sense', async () => {
    await t.as(ana).get('/api/inbox?limit=0').expect(400);
    await t.as(ana).get('/api/inbox?limit=1000').expect(400);
    await t.as(ana).get('/api/inbox?before=yesterday').expect(400);
    await t.as(ana).get('/api/inbox?type=gossip').expect(400);
    await t.as(ana).patch('/api/inbox/7').send({ read: true }).expect(400);
    await t.as(ana).post('/api/inbox/read').send({}).expect(400);
    for (const items of [
      [{ type: 'gossip', mail: 'never' }],
      [{ type: 'score', mail: 'hourly' }],
      'all',
    ])
      await t.as(ana).put('/api/inbox/mail-choices').send({ items }).expect(400);
    const twice = [
      { type: 'score', mail: 'never' },
      { type: 'score', mail: 'daily' },
    ];
    await t.as(ana).put('/api/inbox/mail-choices').send({ items: twice }).expect(200);
  });
});
