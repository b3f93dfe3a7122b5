import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { type QuestionImport, questionBankRoutes, questionRoutes } from '@holdout/contracts';

import { type TestApp, startApp } from '../support/app';
import { aSingle } from '../support/questions';
import type { Enrolled } from '../support/world';
import { zipOf } from '../support/zip';

const GIFT = [
  '// [tag:validación]',
  '::Especificidad::¿Cuál es la especificidad? {#0.667:0.001}',
  '',
  '::Raíz::Calcule $\\sqrt{x}$ {#2}',
  '',
  '::Con guion::<script>alert(1)</script>¿Sí? {T}',
].join('\n');
const PNG =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

describe('a file of questions', () => {
  let t: TestApp;
  let instructor: Enrolled;
  let courseId: string;
  let bank: string;
  beforeAll(async () => {
    t = await startApp();
  });
  afterAll(() => t.close());
  beforeEach(async () => {
    courseId = await t.world.aCourse();
    instructor = await t.world.aMember(courseId, 'instructor');
    bank = `/api/courses/${courseId}/question-banks/${await aBank()}`;
  });

  async function aBank(): Promise<string> {
    const { body } = await t
      .as(instructor)
      .post(`/api/courses/${courseId}/question-banks`)
      .send({ name: 'M3' })
      .expect(201);
    return questionBankRoutes.create.response.parse(body).id;
  }
  const send = (file: string | Buffer, name: string, to = bank) =>
    t.as(instructor).post(`${to}/imports`).attach('file', Buffer.from(file), name);
  const read = async (file: string | Buffer, name = 'preguntas.txt', to = bank) =>
    questionBankRoutes.import.response.parse((await send(file, name, to).expect(201)).body);
  const take = (given: QuestionImport, numbers: number[], to = bank) =>
    t.as(instructor).post(`${to}/imports/${given.id}/take`).send({ numbers });
  const questions = async () =>
    questionRoutes.list.response.parse(
      (await t.as(instructor).get(`/api/courses/${courseId}/questions`)).body,
    ).items;

  it('is shown question by question, and nothing is taken yet', async () => {
    const report = await read(GIFT);
    expect(report).toMatchObject({
      format: 'gift',
      filename: 'preguntas.txt',
      counts: { ready: 1, warned: 1, refused: 1, taken: 0 },
      takenAt: null,
    });
    expect(
      report.items.map(({ number, line, title, verdict }) => [number, line, title, verdict]),
    ).toEqual([
      [1, 2, 'Especificidad', 'ready'],
      [2, 4, 'Raíz', 'refused'],
      [3, 6, 'Con guion', 'warned'],
    ]);
    expect(report.items[1]?.faults).toMatchObject([{ code: 'gift-unescaped-brace', row: 4 }]);
    expect(report.items[2]).toMatchObject({
      content: { text: '¿Sí?' },
      warnings: [{ code: 'html-removed', value: 'script' }],
    });
    expect(await questions()).toEqual([]);
  });

  it('is taken in part, once, and undone while nobody changed it', async () => {
    const report = await read(GIFT);
    const unfit = await take(report, [1, 2, 9]).expect(422);
    expect(unfit.body.faults).toEqual([
      { code: 'question-not-takable', value: '2' },
      { code: 'question-not-takable', value: '9' },
    ]);
    expect(await questions()).toEqual([]);

    const tries = await Promise.all(Array.from({ length: 6 }, () => take(report, [1, 3])));
    expect(tries.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409, 409, 409]);
    expect((await questions()).map(({ title, tags }) => [title, tags])).toEqual([
      ['Especificidad', ['validación']],
      ['Con guion', []],
    ]);

    const undone = await t.as(instructor).post(`${bank}/imports/${report.id}/undo`).expect(201);
    expect(undone.body.undoneAt).not.toBeNull();
    expect(await questions()).toEqual([]);
    await t.as(instructor).post(`${bank}/imports/${report.id}/undo`).expect(409);
  });

  it('is not undone over somebody’s work', async () => {
    const report = await read(GIFT);
    const taken = questionBankRoutes.takeImport.response.parse(
      (await take(report, [1]).expect(201)).body,
    );
    const id = taken.items[0]?.questionId ?? '';
    await t
      .as(instructor)
      .put(`/api/courses/${courseId}/questions/${id}`)
      .send({ version: 1, content: aSingle() })
      .expect(200);
    const refused = await t.as(instructor).post(`${bank}/imports/${report.id}/undo`).expect(409);
    expect(refused.body.code).toBe('import-not-undoable');
    expect(await questions()).toHaveLength(1);
  });

  it('brings its images, and an export takes them along', async () => {
    const xml = `<?xml version="1.0"?><quiz><question type="essay"><name><text>Curva</text></name><questiontext format="html"><text><![CDATA[Mire <img src="@@PLUGINFILE@@/c.png" alt="c">]]></text><file name="c.png" path="/" encoding="base64">${PNG}</file></questiontext></question></quiz>`;
    const report = await read(xml, 'moodle.xml');
    expect(report.format).toBe('moodle-xml');
    await take(report, [1]).expect(201);
    const image = /image:([0-9a-f-]{36})/.exec(report.items[0]?.content?.text ?? '')?.[1] ?? '';
    await t
      .as(instructor)
      .get(`/api/courses/${courseId}/questions/images/${image}`)
      .expect(200)
      .expect('content-type', 'image/png');

    const out = await t.as(instructor).get(`${bank}/export.xml`).expect(200);
    expect(out.headers['content-disposition']).toContain('M3.xml');
    const exported = out.text || String(out.body);
    expect(exported).toContain(PNG);
    const other = `/api/courses/${courseId}/question-banks/${await aBank()}`;
    const back = await read(exported, 'M3.xml', other);
    expect(back.items).toMatchObject([
      { title: 'Curva', verdict: 'ready', content: { type: 'essay' } },
    ]);
    expect(back.items[0]?.content?.text).toMatch(/^Mire !\[c\]\(image:[0-9a-f-]{36}\)$/);
  });

  it('leaves as GIFT what GIFT can say', async () => {
    const demo = JSON.parse(
      readFileSync(join(__dirname, '../../tools/demo/questions.json'), 'utf8'),
    ) as unknown[];
    const bankId = bank.split('/').at(-1);
    for (const content of demo)
      await t
        .as(instructor)
        .post(`/api/courses/${courseId}/questions`)
        .send({ bankId, content })
        .expect(201);
    const out = await t.as(instructor).get(`${bank}/export.gift`).expect(200);
    const other = `/api/courses/${courseId}/question-banks/${await aBank()}`;
    const back = await read(out.text, 'M3.gift.txt', other);
    expect(back.counts).toEqual({ ready: 20, warned: 0, refused: 0, taken: 0 });
    expect(out.text.match(/^\/\/ GIFT cannot say/gm)).toHaveLength(3);
  });

  it.each([
    [
      'an XML bomb',
      '<?xml version="1.0"?><!DOCTYPE q [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><quiz>&b;</quiz>',
      'xml-entities',
    ],
    [
      'a path that leads out',
      zipOf([{ name: '../../x.xml', content: 'x' }]),
      'archive-path-outside',
    ],
    [
      'a zip bomb',
      zipOf([{ name: 'x.xml', content: 'x', declaredBytes: 2_000_000_000 }]),
      'archive-too-large-inflated',
    ],
    ['bytes that are no text', Buffer.from([1, 0, 2, 0]), 'binary-file'],
    ['nothing', ' \n', 'no-questions'],
  ])('is refused for %s', async (_, file, code) => {
    const { body } = await send(file, 'x').expect(422);
    expect(body).toMatchObject({ code: 'question-file-rejected', faults: [{ code }] });
  });

  it('is refused above 20 MB', async () => {
    const { body } = await send(Buffer.alloc(21 * 1024 * 1024, 'a'), 'x.gift').expect(413);
    expect(body.code).toBe('too-large');
  });

  it('is nobody’s but the staff’s', async () => {
    const report = await read(GIFT);
    const student = await t.world.aMember(courseId, 'student');
    await t.as(student).get(`${bank}/imports/${report.id}`).expect(404);
    await t.as(student).get(`${bank}/export.xml`).expect(404);
    await t.as(student).post(`${bank}/imports`).attach('file', Buffer.from(GIFT), 'x').expect(403);
    const other = `/api/courses/${courseId}/question-banks/${await aBank()}`;
    await t.as(instructor).get(`${other}/imports/${report.id}`).expect(404);
  });
});
