import { type Card, Problem, ProjectBoard } from '@holdout/contracts';

import { type TestApp, startApp } from '../support/app';
import type { Enrolled, Person } from '../support/world';

const codeOf = (body: unknown) => Problem.parse(body).code;

describe('the board of a project', () => {
  let t: TestApp;
  let courseId: string;
  let instructor: Enrolled;
  let ana: Enrolled;
  let beto: Enrolled;
  let celia: Enrolled;
  let alone: Enrolled;
  let residuals: string;
  let forest: string;

  beforeAll(async () => {
    t = await startApp();
  });
  afterAll(() => t.close());
  beforeEach(async () => {
    t.clock.moveTo('2026-03-02T15:00:00Z');
    courseId = await t.world.aCourse();
    instructor = await t.world.aMember(courseId, 'instructor');
    [ana, beto, celia, alone] = [
      await t.world.aMember(courseId, 'student'),
      await t.world.aMember(courseId, 'student'),
      await t.world.aMember(courseId, 'student'),
      await t.world.aMember(courseId, 'student'),
    ];
    residuals = await t.world.aGroup(courseId, [ana, beto], 'Los Residuales');
    forest = await t.world.aGroup(courseId, [celia], 'El Bosque');
  });

  const at = (path: string, groupId = residuals) =>
    `/api/courses/${courseId}/projects/${groupId}/board${path}`;
  const boardFor = async (who: Person, groupId = residuals) =>
    ProjectBoard.parse((await t.as(who).get(at('', groupId)).expect(200)).body);
  const added = async (who: Person, given: object = {}) =>
    (
      await t
        .as(who)
        .post(at('/cards'))
        .send({ phase: 'modeling', title: 'Probar un bosque', ...given })
        .expect(201)
    ).body as Card;
  const moved = (who: Person, card: Card, phase: string, beforeId: string | null) =>
    t
      .as(who)
      .post(at(`/cards/${card.id}/move`))
      .send({ phase, beforeId });
  const titles = (board: ProjectBoard, phase: string) =>
    board.cards.filter((card) => card.phase === phase).map(({ title }) => title);

  it('keeps what a member writes on a card, for the group and the staff', async () => {
    const challenge = await t.world.aChallenge(courseId);
    const sent = await t.world.aSubmission(challenge, residuals, ana);
    const item = { id: t.nextKey(), text: 'Separar antes de escalar', done: false };
    const card = await added(ana, {
      text: 'Con **200** árboles',
      ownerId: beto.memberId,
      dueOn: '2026-03-07',
      checklist: [item],
      submissionIds: [sent.submissionId],
    });
    expect(card).toMatchObject({ version: 1, dueOn: '2026-03-07', checklist: [item] });
    const [read] = (await boardFor(instructor)).cards;
    expect(read).toEqual({ ...card });
    expect(read!.owner!.memberId).toBe(beto.memberId);
    expect(read!.submissions.map(({ id }) => id)).toEqual([sent.submissionId]);
  });

  it('is nowhere for another group, for who is in none, and for a stranger', async () => {
    const card = await added(ana);
    const stranger = await t.world.aPerson();
    for (const who of [celia, alone, stranger]) {
      await t.as(who).get(at('')).expect(404);
      await t.as(who).get(at('/live')).expect(404);
      await t.as(who).post(at('/cards')).send({ phase: 'modeling', title: 'x' }).expect(404);
      await moved(who, card, 'evaluation', null).expect(404);
      await t
        .as(who)
        .delete(at(`/cards/${card.id}`))
        .expect(404);
      await t
        .as(who)
        .post(at(`/cards/${card.id}/comments`))
        .send({ text: 'x' })
        .expect(404);
    }
    await t.anonymous().get(at('')).expect(401);
    // A card of one board is not reached through another one.
    await t
      .as(celia)
      .put(at(`/cards/${card.id}/finished`, forest))
      .send({ finished: true })
      .expect(404);
  });

  it('lets staff read and comment, and nothing else', async () => {
    const card = await added(ana);
    const { body } = await t
      .as(instructor)
      .post(at(`/cards/${card.id}/comments`))
      .send({ text: '¿Con qué línea base?' })
      .expect(201);
    expect((body as Card).comments).toMatchObject([{ staff: true, mine: true }]);
    expect((await boardFor(ana)).cards[0]!.comments).toMatchObject([{ staff: true, mine: false }]);
    await moved(instructor, card, 'evaluation', null).expect(403);
    await t.as(instructor).post(at('/cards')).send({ phase: 'modeling', title: 'x' }).expect(403);
    await t
      .as(instructor)
      .delete(at(`/cards/${card.id}`))
      .expect(403);
    expect(await boardFor(instructor)).toMatchObject({ mayWrite: false, mayComment: true });
    const viewing = await t
      .as(instructor)
      .get(at(''))
      .set('x-holdout-view-as', residuals)
      .expect(200);
    expect(viewing.body).toMatchObject({ mayWrite: false, mayComment: false });
    await t
      .as(instructor)
      .post(at(`/cards/${card.id}/comments`))
      .set('x-holdout-view-as', residuals)
      .send({ text: 'x' })
      .expect(403);
  });

  it('closes behind a member who leaves the group; cards and comments keep the name', async () => {
    const card = await added(beto, { ownerId: beto.memberId });
    await t
      .as(beto)
      .post(at(`/cards/${card.id}/comments`))
      .send({ text: 'Va bien' })
      .expect(201);
    await t.db.query('UPDATE memberships SET until = $2 WHERE member_id = $1', [
      beto.memberId,
      t.clock.now(),
    ]);
    await t.as(beto).get(at('')).expect(404);
    const board = await boardFor(ana);
    expect(board.members.map(({ memberId }) => memberId)).toEqual([ana.memberId]);
    expect(board.cards[0]).toMatchObject({
      owner: { memberId: beto.memberId },
      comments: [{ by: { memberId: beto.memberId } }],
    });
    // Written anew, the card may keep its owner; a new one gets no owner from outside.
    const { title, text, dueOn, version } = board.cards[0]!;
    const same = { title, text, dueOn, version, ownerId: beto.memberId };
    await t
      .as(ana)
      .put(at(`/cards/${card.id}`))
      .send(same)
      .expect(200);
    const refused = await t
      .as(ana)
      .post(at('/cards'))
      .send({ phase: 'modeling', title: 'x', ownerId: beto.memberId })
      .expect(422);
    expect(Problem.parse(refused.body).faults).toEqual([{ code: 'owner-not-in-group' }]);
  });

  it('loses no card and doubles none when eight are moved at once', async () => {
    const cards: Card[] = [];
    for (let i = 0; i < 8; i++) cards.push(await added(ana, { title: `Tarjeta ${i}` }));
    const answers = await Promise.all(
      cards.map((card, i) =>
        moved(i % 2 ? ana : beto, card, i < 6 ? 'evaluation' : 'modeling', cards[7 - i]!.id),
      ),
    );
    expect(answers.map(({ status }) => status)).toEqual(Array(8).fill(201));
    const rows = await t.db.query<{ phase: string; place: number }[]>(
      'SELECT phase, place FROM cards WHERE group_id = $1 ORDER BY phase, place',
      [residuals],
    );
    expect(rows.map(({ phase }) => phase)).toEqual([
      ...Array<string>(6).fill('evaluation'),
      ...Array<string>(2).fill('modeling'),
    ]);
    expect(new Set(rows.map(({ phase, place }) => `${phase} ${place}`)).size).toBe(8);
    // A card that comes afterwards is the last of its phase.
    const late = await added(ana, { title: 'Tarde' });
    expect(titles(await boardFor(ana), 'modeling').at(-1)).toBe(late.title);
    await t
      .as(ana)
      .delete(at(`/cards/${late.id}`))
      .expect(200);
    expect((await boardFor(ana)).cards.map(({ title }) => title).toSorted()).toEqual(
      cards.map(({ title }) => title),
    );
  });

  it('puts a card before its new neighbour, and at the end where that one is gone', async () => {
    const [a, b, c] = [
      await added(ana, { title: 'a' }),
      await added(ana, { title: 'b' }),
      await added(ana, { title: 'c' }),
    ];
    await moved(ana, c, 'modeling', a.id).expect(201);
    expect(titles(await boardFor(beto), 'modeling')).toEqual(['c', 'a', 'b']);
    await t
      .as(beto)
      .delete(at(`/cards/${a.id}`))
      .expect(200);
    await moved(ana, c, 'modeling', a.id).expect(201);
    expect(titles(await boardFor(beto), 'modeling')).toEqual(['b', 'c']);
    await moved(ana, a, 'modeling', b.id).expect(404);
  });

  it('is written upon what was read: the second is told who wrote, and loses nothing', async () => {
    const card = await added(ana);
    const rewritten = (who: Person, title: string, version: number) =>
      t
        .as(who)
        .put(at(`/cards/${card.id}`))
        .send({ title, version });
    await rewritten(beto, 'Un bosque de 200', 1).expect(200);
    const refused = await rewritten(ana, 'Un bosque de 500', 1).expect(409);
    expect(codeOf(refused.body)).toBe('conflict');
    expect(Problem.parse(refused.body).facts['by']).toMatch(/^Given/);
    expect((await boardFor(ana)).cards[0]!.title).toBe('Un bosque de 200');
    await rewritten(ana, 'Un bosque de 500', 2).expect(200);
  });

  it('ticks single lines and finishes cards without a quarrel over versions', async () => {
    const items = Array.from({ length: 8 }, (_, i) => ({
      id: t.nextKey(),
      text: `Paso ${i}`,
      done: false,
    }));
    const card = await added(ana, { checklist: items });
    await Promise.all(
      items.map(({ id }, i) =>
        t
          .as(i % 2 ? ana : beto)
          .put(at(`/cards/${card.id}/items/${id}`))
          .send({ done: true })
          .expect(200),
      ),
    );
    const [read] = (await boardFor(ana)).cards;
    expect(read!.checklist.every(({ done }) => done)).toBe(true);
    expect(read!.version).toBe(1);
    const finish = (finished: boolean) =>
      t
        .as(ana)
        .put(at(`/cards/${card.id}/finished`))
        .send({ finished });
    expect(((await finish(true).expect(200)).body as Card).finishedAt).not.toBeNull();
    expect(((await finish(false).expect(200)).body as Card).finishedAt).toBeNull();
    await t
      .as(ana)
      .put(at(`/cards/${card.id}/items/${t.nextKey()}`))
      .send({ done: true })
      .expect(404);
  });

  it('takes a removed card back, whole, once', async () => {
    const card = await added(ana, { text: 'Con cuidado' });
    await t
      .as(ana)
      .post(at(`/cards/${card.id}/comments`))
      .send({ text: 'Ojo' })
      .expect(201);
    await t
      .as(ana)
      .delete(at(`/cards/${card.id}`))
      .expect(200);
    expect((await boardFor(ana)).cards).toEqual([]);
    const { body } = await t
      .as(beto)
      .post(at(`/cards/${card.id}/restore`))
      .expect(201);
    expect(body).toMatchObject({ text: 'Con cuidado', comments: [{ text: 'Ojo' }] });
    await t
      .as(beto)
      .post(at(`/cards/${card.id}/restore`))
      .expect(404);
  });

  it('keeps files behind the same door, and refuses one of 10 MiB and a byte', async () => {
    const card = await added(ana);
    const { body } = await t
      .as(ana)
      .post(at(`/cards/${card.id}/files`))
      .attach('file', Buffer.from('curva'), 'curva.txt')
      .expect(201);
    const [file] = (body as Card).files;
    expect(file).toMatchObject({ name: 'curva.txt', bytes: 5 });
    const path = at(`/cards/${card.id}/files/${file!.id}`);
    for (const who of [beto, instructor])
      expect((await t.as(who).get(path).buffer(true).expect(200)).headers).toMatchObject({
        'content-disposition': expect.stringContaining('attachment') as string,
      });
    await t.as(celia).get(path).expect(404);
    await t
      .as(celia)
      .get(at(`/cards/${card.id}/files/${file!.id}`, forest))
      .expect(404);
    await t
      .as(ana)
      .post(at(`/cards/${card.id}/files`))
      .attach('file', Buffer.alloc(10 * 1024 * 1024 + 1), 'grande.bin')
      .expect(413);
    await t.as(beto).delete(path).expect(200);
    await t.as(ana).get(path).expect(404);
  });

  it('points to no submission of another group, and takes no bad day or title', async () => {
    const challenge = await t.world.aChallenge(courseId);
    const theirs = await t.world.aSubmission(challenge, forest, celia);
    const refused = await t
      .as(ana)
      .post(at('/cards'))
      .send({ phase: 'modeling', title: 'x', submissionIds: [theirs.submissionId] })
      .expect(422);
    expect(codeOf(refused.body)).toBe('card-refused');
    for (const bad of [
      { title: '   ' },
      { title: 'x'.repeat(201) },
      { title: 'x', phase: 'dreaming' },
      { title: 'x', dueOn: '2026-02-30' },
      { title: 'x', dueOn: '2026-03-07T00:00:00Z' },
    ])
      await t
        .as(ana)
        .post(at('/cards'))
        .send({ phase: 'modeling', ...bad })
        .expect(400);
    expect((await boardFor(ana)).cards).toEqual([]);
  });

  it('lets a comment be removed by who wrote it alone', async () => {
    const card = await added(ana);
    const { body } = await t
      .as(ana)
      .post(at(`/cards/${card.id}/comments`))
      .send({ text: 'Ojo' })
      .expect(201);
    const path = at(`/cards/${card.id}/comments/${(body as Card).comments[0]!.id}`);
    await t.as(beto).delete(path).expect(403);
    await t.as(ana).delete(path).expect(200);
    expect((await boardFor(ana)).cards[0]!.comments).toEqual([]);
  });
});
