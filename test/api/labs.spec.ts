import { Lab, labRoutes } from '@holdout/contracts';

import { type TestApp, startApp } from '../support/app';
import type { Enrolled } from '../support/world';
import { type ZipPart, zipOf } from '../support/zip';

const NOTEBOOK = JSON.stringify({
  nbformat: 4,
  cells: [{ cell_type: 'markdown', source: ['# Vinos'] }],
});
const USUAL: ZipPart[] = [
  { name: 'Python/Lab01py_ConocerLosDatos.ipynb', content: NOTEBOOK },
  { name: 'Python/Lab01py_ConocerLosDatos_solved.ipynb', content: NOTEBOOK },
  { name: 'R/Lab01r_ConocerLosDatos.Rmd', content: 'Hola\n```{r}\n1 + 1\n```\n' },
  { name: 'data/vino.csv', content: 'a,b\n1,2\n' },
  { name: 'notas.docx', content: 'x' },
];

describe('labs', () => {
  let t: TestApp;
  let courseId: string;
  let teacher: Enrolled;
  let ana: Enrolled;
  beforeAll(async () => {
    t = await startApp();
  });
  afterAll(() => t.close());
  beforeEach(async () => {
    t.clock.moveTo('2026-03-02T15:00:00Z');
    courseId = await t.world.aCourse({ title: 'Vinos' });
    teacher = await t.world.aMember(courseId, 'instructor');
    ana = await t.world.aMember(courseId, 'student');
  });

  const at = (rest = '') => `/api/courses/${courseId}/labs${rest}`;
  const list = async (who: Enrolled) =>
    labRoutes.list.response.parse((await t.as(who).get(at()).expect(200)).body).items;
  const send = (zip: Buffer, apply: boolean, who = teacher) =>
    t
      .as(who)
      .post(at('/import'))
      .field('apply', String(apply))
      .attach('file', zip, 'laboratorio.zip');
  const taken = async (parts = USUAL, apply = true) =>
    labRoutes.import.response.parse((await send(zipOf(parts), apply).expect(201)).body);
  const aLab = async (given: object = {}) =>
    Lab.parse(
      (
        await t
          .as(teacher)
          .post(at())
          .send({ number: 7, title: 'Proyecto', ...given })
          .expect(201)
      ).body,
    );
  const add = (lab: Lab, name: string, role: string, content = 'x') =>
    t
      .as(teacher)
      .post(at(`/${lab.id}/files`))
      .field('role', role)
      .attach('file', Buffer.from(content), name);

  it('are previewed from a zip in the usual layout, and nothing is kept', async () => {
    expect(await taken(USUAL, false)).toMatchObject({
      importId: null,
      labs: [
        {
          number: 1,
          title: 'Conocer Los Datos',
          isNew: true,
          missing: [{ role: 'solved', language: 'r' }],
        },
      ],
      notTaken: [{ path: 'notas.docx', why: 'unknown-name' }],
    });
    expect(await list(teacher)).toEqual([]);
  });

  it('are taken in one step, with what is solved hidden, and taken back in one', async () => {
    const { importId } = await taken();
    const [lab] = await list(teacher);
    expect(lab).toMatchObject({ number: 1, solvedAt: null, released: false });
    expect(lab!.files.filter(({ hidden }) => hidden).map(({ name }) => name)).toEqual([
      'Lab01py_ConocerLosDatos_solved.ipynb',
    ]);
    expect((await list(ana))[0]!.files).toHaveLength(3);
    const undo = `/api/courses/${courseId}/lab-imports/${importId!}/undo`;
    await t.as(teacher).post(undo).expect(201);
    expect(await list(teacher)).toEqual([]);
    await t.as(teacher).post(undo).expect(404);
  });

  it('brought again replace their files, which an undo brings back', async () => {
    await taken();
    const [before] = await list(teacher);
    const again = await taken([{ name: 'Lab01py_ConocerLosDatos.ipynb', content: '{"cells":[]}' }]);
    expect(again.labs).toMatchObject([{ isNew: false, files: [{ replaces: true }] }]);
    const [after] = await list(teacher);
    expect(after!.files).toHaveLength(before!.files.length);
    expect(after).not.toEqual(before);
    await t
      .as(teacher)
      .post(`/api/courses/${courseId}/lab-imports/${again.importId!}/undo`)
      .expect(201);
    expect((await list(teacher))[0]).toEqual(before);
  });

  it.each([
    ['a path that leads out', [{ name: '../Lab01py_X.ipynb' }], 'archive-path-outside'],
    [
      'a link',
      [{ name: 'Lab01py_X.ipynb', content: '/etc/passwd', mode: 0o120777 }],
      'archive-path-outside',
    ],
    ['no lab in it', [{ name: 'data/a.csv' }], 'labs-none'],
    [
      'too many entries',
      Array.from({ length: 501 }, (_, i) => ({ name: `data/${String(i)}.csv` })),
      'archive-too-many-entries',
    ],
    [
      'more than it declares',
      [{ name: 'Lab01py_X.ipynb', content: 'x'.repeat(5000), declaredBytes: 10 }],
      'archive-unreadable',
    ],
  ])('are refused from a zip with %s, and nothing is kept', async (_, parts, code) => {
    const answer = await send(zipOf(parts), true).expect(400);
    expect(answer.body).toMatchObject({ code: 'invalid-request', faults: [{ code }] });
    expect(await list(teacher)).toEqual([]);
  });

  it('are refused from what is no zip', async () => {
    const answer = await send(Buffer.from('no soy un zip'), true).expect(400);
    expect(answer.body).toMatchObject({ faults: [{ code: 'archive-unreadable' }] });
  });

  it('are made by hand, renamed, numbered once, and removed with an undo', async () => {
    const lab = await aLab();
    await t.as(teacher).post(at()).send({ number: 7, title: 'Otro' }).expect(409);
    await t.as(teacher).post(at()).send({ number: -1, title: '' }).expect(400);
    await t
      .as(teacher)
      .patch(at(`/${lab.id}`))
      .send({ title: 'Proyecto final' })
      .expect(200);
    expect(await list(ana)).toMatchObject([{ number: 7, title: 'Proyecto final' }]);
    await t
      .as(teacher)
      .delete(at(`/${lab.id}`))
      .expect(200);
    expect(await list(teacher)).toEqual([]);
    await t
      .as(teacher)
      .post(at(`/${lab.id}/restore`))
      .expect(201);
    expect(await list(teacher)).toHaveLength(1);
  });

  it('know only modules of their course', async () => {
    const stranger = '01890000-0000-7000-8000-000000000001';
    await t.as(teacher).post(at()).send({ number: 1, title: 'X', moduleId: stranger }).expect(400);
  });

  it('take single files, replace one of the same name, and lose one with an undo', async () => {
    const lab = await aLab();
    await add(lab, 'guía.md', 'material', '# Uno').expect(201);
    const { files } = Lab.parse((await add(lab, 'guía.md', 'material', '# Dos').expect(201)).body);
    expect(files).toMatchObject([{ name: 'guía.md', role: 'material', shown: true }]);
    const file = at(`/${lab.id}/files/${files[0]!.id}`);
    const read = await t.as(ana).get(`${file}/page`).expect(200);
    expect(read.body).toEqual({
      name: 'guía.md',
      parts: [{ kind: 'prose', text: '# Dos' }],
      cut: false,
    });
    await t.as(teacher).delete(file).expect(200);
    await t.as(ana).get(file).expect(404);
    await t.as(teacher).post(`${file}/restore`).expect(201);
    const sent = await t.as(ana).get(file).expect(200);
    expect(sent.headers['content-disposition']).toContain("filename*=UTF-8''gu%C3%ADa.md");
    expect(sent.headers['content-type']).toBe('application/octet-stream');
  });

  it('say of a notebook that is none that it cannot be shown', async () => {
    const lab = await aLab();
    const { files } = Lab.parse((await add(lab, 'x.ipynb', 'starter', '{').expect(201)).body);
    const answer = await t
      .as(ana)
      .get(at(`/${lab.id}/files/${files[0]!.id}/page`))
      .expect(400);
    expect(answer.body).toMatchObject({ faults: [{ code: 'lab-file-unreadable' }] });
  });

  it('show HTML in a frame of no origin in which nothing runs', async () => {
    const lab = await aLab();
    const html = '<script>parent.document.title = document.cookie</script>';
    const { files } = Lab.parse((await add(lab, 'x.html', 'material', html).expect(201)).body);
    const { headers } = await t
      .as(ana)
      .get(at(`/${lab.id}/files/${files[0]!.id}/frame`))
      .expect(200);
    const policy = String(headers['content-security-policy']).split(';');
    expect(policy).toEqual(
      expect.arrayContaining(['sandbox', "default-src 'none'", "frame-ancestors 'self'"]),
    );
    expect(policy.join()).not.toMatch(/allow-|script-src/);
    expect(headers['x-content-type-options']).toBe('nosniff');
  });

  it('are marked as done by each student alone', async () => {
    const lab = await aLab();
    const beto = await t.world.aMember(courseId, 'student');
    const mark = (done: boolean) =>
      t
        .as(ana)
        .put(at(`/${lab.id}/done`))
        .send({ done });
    await mark(true).expect(200);
    await mark(true).expect(200);
    expect([(await list(ana))[0]!.done, (await list(beto))[0]!.done]).toEqual([true, false]);
    await mark(false).expect(200);
    expect((await list(ana))[0]!.done).toBe(false);
  });
});
