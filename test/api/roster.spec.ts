import { memberRoutes, Problem } from '@holdout/contracts';

import { type TestApp, startApp } from '../support/app';
import type { Enrolled } from '../support/world';

describe('a roster file', () => {
  let t: TestApp;
  let courseId: string;
  let instructor: Enrolled;
  beforeAll(async () => {
    t = await startApp();
  });
  afterAll(() => t.close());
  beforeEach(async () => {
    courseId = await t.world.aCourse();
    instructor = await t.world.aMember(courseId, 'instructor');
  });

  const post = (file: string | Buffer, apply: boolean, who: Enrolled = instructor) => {
    const request = t.as(who).post(`/api/courses/${courseId}/roster`);
    if (apply) void request.field('apply', 'true');
    return request.attach('file', Buffer.from(file), 'lista.csv');
  };
  const read = async (file: string | Buffer, apply = false) =>
    memberRoutes.importRoster.response.parse((await post(file, apply).expect(201)).body);
  const members = async () =>
    memberRoutes.list.response.parse(
      (await t.as(instructor).get(`/api/courses/${courseId}/members`)).body,
    ).items;
  const undo = (importId: string | null) =>
    t.as(instructor).post(`/api/courses/${courseId}/roster-imports/${importId ?? ''}/undo`);

  const FILE = [
    'email,given_name,family_name,role,group,external_id',
    'a@example.org,Ana,Arias,student,Umbral,17',
    'b@example.org,Beto,Blanco,assistant,,',
    'A@example.org,Ana,Arias,student,Umbral,17',
    'c@example.org,Celia,Cruz,rector,,',
    'no-email,Dora,Díaz,student,,',
    'e@example.org,,Egea,constructor,,',
  ].join('\n');

  it('is previewed line by line and changes nothing', async () => {
    const report = await read(FILE);
    expect(report.importId).toBeNull();
    expect(report.counts).toEqual({ add: 2, change: 0, unchanged: 0, rejected: 4 });
    expect(report.newGroups).toEqual(['Umbral']);
    expect(
      report.rows.map(({ row, verdict, notes }) => [row, verdict, notes.map(({ code }) => code)]),
    ).toEqual([
      [2, 'add', expect.any(Array)],
      [3, 'add', expect.any(Array)],
      [4, 'rejected', ['duplicate-email']],
      [5, 'rejected', ['unknown-role']],
      [6, 'rejected', ['bad-email']],
      [7, 'rejected', ['no-name', 'unknown-role']],
    ]);
    expect(await members()).toHaveLength(1);
  });

  it('is taken in one step: the sound lines, with invitations and groups; and again it is all the same', async () => {
    const report = await read(FILE, true);
    expect(report.importId).not.toBeNull();
    const ana = (await members()).find(({ email }) => email === 'a@example.org');
    expect(ana).toMatchObject({
      role: 'student',
      externalId: '17',
      group: { name: 'Umbral' },
      invited: true,
    });
    const letters = await t.db.query<object[]>(
      "SELECT 1 FROM outgoing_mails WHERE recipient IN ('a@example.org', 'b@example.org')",
    );
    expect(letters).toHaveLength(2);
    expect((await read(FILE)).counts).toMatchObject({ add: 0, change: 0, unchanged: 2 });
  });

  it('reads what spreadsheets write: a BOM, semicolons, Latin-1, Spanish headers', async () => {
    const text =
      'Correo;Nombres;Apellidos;Rol;Grupo\r\nz1@example.org;Íñigo;Núñez;estudiante;Los Ñandúes\r\n';
    for (const [bytes, encoding] of [
      [Buffer.from(`\uFEFF${text}`), 'utf-8'],
      [Buffer.from(text, 'latin1'), 'latin-1'],
    ] as const) {
      const report = await read(bytes);
      expect(report).toMatchObject({ encoding, delimiter: ';', newGroups: ['Los Ñandúes'] });
      expect(report.rows[0]).toMatchObject({
        givenName: 'Íñigo',
        familyName: 'Núñez',
        verdict: 'add',
      });
    }
  });

  it('without its columns, or that is no CSV, or empty, is refused whole', async () => {
    const refused = async (file: string) =>
      Problem.parse((await post(file, true).expect(422)).body);
    expect((await refused('nombre,grupo\nAna,1')).faults).toEqual([
      { code: 'missing-column', column: 'email', row: 1 },
    ]);
    expect((await refused('email,given_name\n"a@example.org,Ana')).faults[0]?.code).toBe('bad-csv');
    expect((await refused('')).faults[0]?.code).toBe('empty-file');
    expect(await members()).toHaveLength(1);
  });

  it('is undone: who was new is out, who was changed is as before, its groups are gone', async () => {
    const known = await t.world.aMember(courseId, 'student');
    await t.world.aGroup(courseId, [known], 'Vieja');
    const { importId } = await read(
      `email,given_name,family_name,role,group\n${known.email},Kay,Known,student,Nueva\nn@example.org,Nora,Nieto,student,Nueva\n`,
      true,
    );
    expect((await members()).find(({ id }) => id === known.memberId)?.group?.name).toBe('Nueva');
    await undo(importId).expect(201);
    expect((await members()).map(({ email }) => email).sort()).toEqual(
      [instructor.email, known.email].sort(),
    );
    expect((await members()).find(({ id }) => id === known.memberId)?.group?.name).toBe('Vieja');
    const { items } = (await t.as(instructor).get(`/api/courses/${courseId}/groups`)).body as {
      items: { name: string }[];
    };
    expect(items.map(({ name }) => name)).toEqual(['Vieja']);
    expect(Problem.parse((await undo(importId)).body).code).toBe('import-not-undoable');
  });

  it('is not undone over what was changed since', async () => {
    const { importId } = await read('email,given_name\nq@example.org,Quique\n', true);
    const who = (await members()).find(({ email }) => email === 'q@example.org');
    await t
      .as(instructor)
      .patch(`/api/courses/${courseId}/members/${who?.id ?? ''}`)
      .send({ role: 'assistant' })
      .expect(200);
    expect(Problem.parse((await undo(importId)).body).facts).toEqual({ changed: 1 });
    expect((await members()).find(({ id }) => id === who?.id)?.role).toBe('assistant');
  });

  it('cannot take the last instructor’s role', async () => {
    const answer = await post(`email,given_name,role\n${instructor.email},Yo,student\n`, true);
    expect(Problem.parse(answer.body).code).toBe('last-instructor');
    expect((await members())[0]?.role).toBe('instructor');
  });

  it('is not undone where that leaves no instructor', async () => {
    const zoe = await t.world.aPerson();
    const { importId } = await read(`email,given_name,role\n${zoe.email},Zoe,instructor\n`, true);
    await t
      .as(zoe)
      .patch(`/api/courses/${courseId}/members/${instructor.memberId}`)
      .send({ role: 'assistant' })
      .expect(200);
    const answer = await t
      .as(zoe)
      .post(`/api/courses/${courseId}/roster-imports/${importId ?? ''}/undo`);
    expect(Problem.parse(answer.body).code).toBe('last-instructor');
    expect((await t.as(zoe).get(`/api/courses/${courseId}`)).status).toBe(200);
  });

  it('is the instructor’s alone, and goes out as it came in, formulas disarmed', async () => {
    const assistant = await t.world.aMember(courseId, 'assistant');
    expect((await post(FILE, true, assistant)).status).toBe(403);
    await read('email,given_name,family_name,group\nf@example.org,=1+1,Fuentes,Uno\n', true);
    const { text } = await t
      .as(instructor)
      .get(`/api/courses/${courseId}/roster.csv?bom=true&delimiter=;`);
    expect(
      text.startsWith('\uFEFFemail;given_name;family_name;role;group;external_id;locale\r\n'),
    ).toBe(true);
    expect(text).toContain("f@example.org;'=1+1;Fuentes;student;Uno;;\r\n");
  });
});
