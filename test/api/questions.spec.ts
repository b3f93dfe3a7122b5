import { type QuestionContent, questionBankRoutes, questionRoutes } from '@holdout/contracts';

import { Questions } from '../../apps/api/src/questions';
import { type TestApp, startApp } from '../support/app';
import { aNumeric, aSingle } from '../support/questions';
import type { Enrolled } from '../support/world';

const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

describe('a bank of questions', () => {
  let t: TestApp;
  let courseId: string;
  let instructor: Enrolled;
  let assistant: Enrolled;
  let student: Enrolled;
  let base: string;
  beforeAll(async () => {
    t = await startApp();
  });
  afterAll(() => t.close());
  beforeEach(async () => {
    courseId = await t.world.aCourse();
    instructor = await t.world.aMember(courseId, 'instructor');
    assistant = await t.world.aMember(courseId, 'assistant');
    student = await t.world.aMember(courseId, 'student');
    base = `/api/courses/${courseId}`;
  });

  const aBank = async (name = 'Banco') =>
    questionBankRoutes.create.response.parse(
      (await t.as(instructor).post(`${base}/question-banks`).send({ name }).expect(201)).body,
    ).id;
  const add = async (bankId: string, content: QuestionContent, who = instructor) =>
    questionRoutes.create.response.parse(
      (await t.as(who).post(`${base}/questions`).send({ bankId, content }).expect(201)).body,
    );
  const listed = async (query = '') =>
    questionRoutes.list.response
      .parse((await t.as(instructor).get(`${base}/questions${query}`).expect(200)).body)
      .items.map(({ title }) => title);
  const change = (id: string, version: number, content: QuestionContent) =>
    t.as(instructor).put(`${base}/questions/${id}`).send({ version, content });

  it('is for staff: an assistant writes in it, a student finds nothing', async () => {
    const bankId = await aBank();
    const { id } = await add(bankId, aSingle(), assistant);
    for (const path of [
      'question-banks',
      'questions',
      `questions/${id}`,
      `question-banks/${bankId}/imports`,
      `question-banks/${bankId}/export.gift`,
    ])
      await t.as(student).get(`${base}/${path}`).expect(404);
    await t.as(student).post(`${base}/questions`).send({ bankId, content: aSingle() }).expect(403);
    const stranger = await t.world.aMember(await t.world.aCourse(), 'instructor');
    await t.as(stranger).get(`${base}/questions/${id}`).expect(404);
    await t
      .as(stranger)
      .get(`/api/courses/${await t.world.aCourse()}/questions/${id}`)
      .expect(404);
  });

  it('lists by bank, type, tag and words', async () => {
    const [m1, m2] = [await aBank('M1'), await aBank('M2')];
    await add(m1, aSingle({ title: 'Tiendas', tags: ['datos'] }));
    await add(m1, aNumeric('648', { title: 'Producción', tags: ['datos', 'series'] }));
    await add(m2, aNumeric('6', { title: 'Uno contra uno' }));
    expect(await listed()).toEqual(['Tiendas', 'Producción', 'Uno contra uno']);
    expect(await listed(`?bankId=${m2}`)).toEqual(['Uno contra uno']);
    expect(await listed('?type=numeric&tag=datos')).toEqual(['Producción']);
    expect(await listed('?words=TIEN')).toEqual(['Tiendas']);
    const banks = questionBankRoutes.list.response.parse(
      (await t.as(instructor).get(`${base}/question-banks`)).body,
    );
    expect(banks.items).toMatchObject([
      { name: 'M1', questions: 2, tags: ['datos', 'series'] },
      { name: 'M2', questions: 1, tags: [] },
    ]);
  });

  it('keeps every version, and an older one stays what it was', async () => {
    const first = await add(await aBank(), aNumeric('0.161', { within: '0.001' }));
    const second = questionRoutes.update.response.parse(
      (await change(first.id, 1, aNumeric('0.170', { within: '0.001' })).expect(200)).body,
    );
    expect(second).toMatchObject({ version: 2, content: { answers: [{ value: '0.170' }] } });
    expect(second.versions.map(({ number }) => number)).toEqual([2, 1]);
    const facade = t.app.get(Questions);
    const versions = await facade.versions([first.versionId, second.versionId]);
    expect(versions.get(first.versionId)?.content).toMatchObject({ answers: [{ value: '0.161' }] });
    expect((await facade.newest(courseId, [first.id])).get(first.id)?.id).toBe(second.versionId);
    const { body } = await t
      .as(instructor)
      .get(`${base}/questions/${first.id}?version=1`)
      .expect(200);
    expect(body).toMatchObject({ version: 1, content: { answers: [{ value: '0.161' }] } });
  });

  it('loses nobody’s change: of eight at once from the same version one is taken', async () => {
    const { id } = await add(await aBank(), aSingle());
    const tries = await Promise.all(
      Array.from({ length: 8 }, (_, i) => change(id, 1, aSingle({ title: `Cambio ${i}` }))),
    );
    expect(tries.map(({ status }) => status).sort()).toEqual([200, ...Array<number>(7).fill(409)]);
  });

  it('names shown parts so that they tell nothing, and keeps their names from version to version', async () => {
    const { id, content } = await add(await aBank(), aSingle({ options: ['A', 'B', 'C'] }));
    const options = content.type === 'single' ? content.options : [];
    expect(options.every((option) => /^[a-z0-9]{8}$/.test(option.id))).toBe(true);
    expect(new Set(options.map((option) => option.id)).size).toBe(3);
    if (content.type !== 'single') throw new Error('not the question that was sent');
    const added = { id: 'right', text: 'D', share: '0', feedback: '' };
    const { body } = await change(id, 1, { ...content, options: [...options, added] }).expect(200);
    const names = (body.content.options as { id: string }[]).map((option) => option.id);
    expect(names.slice(0, 3)).toEqual(options.map((option) => option.id));
    expect(names[3]).not.toBe('right');
  });

  it('refuses what cannot be asked, and says everything that is wrong', async () => {
    const bankId = await aBank();
    const content = {
      ...aSingle({ text: ' ' }),
      options: [
        { id: 'a', text: 'A', share: '0', feedback: '' },
        { id: 'a', text: 'B', share: '0', feedback: '' },
      ],
    };
    const { body } = await t
      .as(instructor)
      .post(`${base}/questions`)
      .send({ bankId, content })
      .expect(422);
    expect(body.code).toBe('question-rejected');
    expect((body.faults as { code: string }[]).map(({ code }) => code)).toEqual([
      'question-without-text',
      'part-twice',
      'no-full-answer',
    ]);
    const zero = aNumeric('a / b', {
      text: '{{a}} / {{b}}',
      parameters: [
        { name: 'a', values: [1] },
        { name: 'b', min: 0, max: 2, step: 1 },
      ],
    });
    const divided = await t
      .as(instructor)
      .post(`${base}/questions`)
      .send({ bankId, content: zero });
    expect(divided.body.faults).toEqual([
      { code: 'formula-division-by-zero', column: 'a / b', value: '/' },
    ]);
    await t
      .as(instructor)
      .post(`${base}/questions`)
      .send({ bankId, content: { ...aNumeric('1'), points: 'diez' } })
      .expect(400);
  });

  it('shows what a student would see, without the key, and what an answer would earn', async () => {
    const content = aNumeric('a * 2', {
      text: '¿El doble de {{a}}?',
      parameters: [{ name: 'a', min: 0.5, max: 0.9, step: 0.1 }],
      wrongFeedback: 'Multiplique {{a}} por dos.',
    });
    const seen = async (answer: string | null) =>
      questionRoutes.preview.response.parse(
        (
          await t
            .as(instructor)
            .post(`${base}/questions/preview`)
            .send({
              content,
              seed: 's',
              answer: answer === null ? null : { type: 'numeric', text: answer, reading: null },
            })
            .expect(201)
        ).body,
      );
    const first = await seen(null);
    expect(first.seen?.text).toMatch(/^¿El doble de 0,[5-9]\?$/);
    expect(first.faults).toEqual([]);
    expect(first.mark).toBeNull();
    const answer = first.solution?.answer;
    if (answer?.type !== 'numeric') throw new Error('no solution');
    expect((await seen(answer.text)).mark).toMatchObject({ state: 'marked', share: '1' });
    expect((await seen('7')).mark).toMatchObject({
      share: '0',
      feedback: [{ text: expect.stringMatching(/^Multiplique 0,\d por dos\.$/) }],
    });
  });

  it('puts away and takes back; quizzes keep what they ask', async () => {
    const bankId = await aBank();
    const { id, versionId } = await add(bankId, aSingle({ title: 'Guardada' }));
    await t.as(instructor).delete(`${base}/questions/${id}`).expect(200);
    expect(await listed()).toEqual([]);
    expect(await listed('?removed=true')).toEqual(['Guardada']);
    const facade = t.app.get(Questions);
    expect((await facade.newest(courseId, [id])).size).toBe(0);
    expect(await facade.inPool(courseId, bankId, null)).toEqual([]);
    expect((await facade.versions([versionId])).size).toBe(1);
    await t.as(instructor).post(`${base}/questions/${id}/restore`).expect(201);
    expect(await facade.inPool(courseId, bankId, null)).toEqual([id]);

    await t.as(instructor).delete(`${base}/question-banks/${bankId}`).expect(200);
    expect(await listed()).toEqual([]);
    await t.as(instructor).get(`${base}/questions/${id}`).expect(404);
    await t.as(instructor).post(`${base}/question-banks/${bankId}/restore`).expect(201);
    expect(await listed()).toEqual(['Guardada']);
  });

  it('copies a question into another bank, as one of its own', async () => {
    const [one, two] = [await aBank('Uno'), await aBank('Dos')];
    const { id, content } = await add(one, aSingle({ title: 'Original' }));
    const { body } = await t
      .as(instructor)
      .post(`${base}/questions/${id}/duplicate`)
      .send({ bankId: two })
      .expect(201);
    expect(body).toMatchObject({ bankId: two, title: 'Original', version: 1 });
    expect(body.id).not.toBe(id);
    expect(JSON.stringify(body.content.options)).not.toBe(
      JSON.stringify(content.type === 'single' ? content.options : []),
    );
  });

  it('holds images, for its questions alone and only what is one', async () => {
    const bankId = await aBank();
    const send = (bytes: Buffer, name: string) =>
      t.as(instructor).post(`${base}/question-banks/${bankId}/images`).attach('file', bytes, name);
    const image = questionBankRoutes.addImage.response.parse(
      (await send(PNG, 'árbol.png').expect(201)).body,
    );
    expect(image.markdown).toBe(`![árbol.png](image:${image.id})`);
    const svg = await send(Buffer.from('<svg onload="alert(1)">'.padEnd(40)), 'x.png').expect(422);
    expect(svg.body.faults).toEqual([{ code: 'image-kind', value: 'x.png' }]);

    const shown = await t.as(assistant).get(`${base}/questions/images/${image.id}`).expect(200);
    expect(shown.headers).toMatchObject({
      'content-type': 'image/png',
      'x-content-type-options': 'nosniff',
    });
    expect(Buffer.compare(shown.body as Buffer, PNG)).toBe(0);
    await t.as(student).get(`${base}/questions/images/${image.id}`).expect(404);

    const other = await add(bankId, aSingle());
    const asked = await add(bankId, aSingle({ text: `Mire ${image.markdown}` }));
    const facade = t.app.get(Questions);
    expect(await facade.image(courseId, image.id, [asked.versionId])).toMatchObject({
      type: 'image/png',
    });
    expect(await facade.image(courseId, image.id, [other.versionId])).toBeUndefined();

    const gone = `![](image:${'0'.repeat(8)}-0000-7000-8000-${'0'.repeat(12)})`;
    const lost = await t
      .as(instructor)
      .post(`${base}/questions`)
      .send({ bankId, content: aSingle({ text: gone }) })
      .expect(422);
    expect(lost.body.faults).toMatchObject([{ code: 'image-unknown' }]);
  });
});
