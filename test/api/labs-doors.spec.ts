import { fromBuffer } from 'yauzl';

import { Lab } from '@holdout/contracts';

import { type TestApp, startApp } from '../support/app';
import type { Enrolled } from '../support/world';

const SECRET = 'la-respuesta-es-0.8731';

/** Every door by which a file of a lab could reach a student. */
describe('what is solved, before its time', () => {
  let t: TestApp;
  let courseId: string;
  let teacher: Enrolled;
  let assistant: Enrolled;
  let ana: Enrolled;
  let groupId: string;
  let lab: Lab;
  beforeAll(async () => {
    t = await startApp();
  });
  afterAll(() => t.close());
  beforeEach(async () => {
    t.clock.moveTo('2026-03-02T15:00:00Z');
    courseId = await t.world.aCourse({ title: 'Vinos' });
    teacher = await t.world.aMember(courseId, 'instructor');
    assistant = await t.world.aMember(courseId, 'assistant');
    ana = await t.world.aMember(courseId, 'student');
    groupId = await t.world.aGroup(courseId, [ana]);
    lab = Lab.parse(
      (
        await t
          .as(teacher)
          .post(at())
          .send({ number: 1, title: 'Datos', solvedAt: '2026-03-09T13:00:00Z' })
          .expect(201)
      ).body,
    );
    await add('lab.md', 'starter', 'empiece');
    await add('lab_solved.md', 'solved', SECRET);
    await add('lab_solved.html', 'solved', SECRET);
  });

  const at = (rest = '') => `/api/courses/${courseId}/labs${rest}`;
  const add = async (name: string, role: string, content: string) => {
    lab = Lab.parse(
      (
        await t
          .as(teacher)
          .post(at(`/${lab.id}/files`))
          .field('role', role)
          .attach('file', Buffer.from(content), name)
          .expect(201)
      ).body,
    );
  };
  const idOf = (name: string) => lab.files.find((file) => file.name === name)!.id;
  const doors = () => [
    at(`/${lab.id}/files/${idOf('lab_solved.md')}`),
    at(`/${lab.id}/files/${idOf('lab_solved.md')}/page`),
    at(`/${lab.id}/files/${idOf('lab_solved.html')}`),
    at(`/${lab.id}/files/${idOf('lab_solved.html')}/frame`),
  ];
  const namesInZip = async (who: Enrolled, viewAs = '') => {
    const answer = await t
      .as(who)
      .get(at(`/${lab.id}/archive.zip${viewAs}`))
      .buffer(true)
      .parse((response, done) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () => {
          done(null, Buffer.concat(chunks));
        });
      })
      .expect(200);
    const names: string[] = [];
    await new Promise<void>((resolve, reject) => {
      fromBuffer(answer.body as Buffer, (error, zip) => {
        if (error) {
          reject(error);
          return;
        }
        zip.on('entry', ({ fileName }: { fileName: string }) => names.push(fileName));
        zip.on('end', resolve);
        zip.on('error', reject);
      });
    });
    return names.toSorted();
  };

  it('opens no door to a student, not even by a known id', async () => {
    for (const door of doors()) {
      const answer = await t.as(ana).get(door).expect(404);
      expect(JSON.stringify(answer.body)).not.toMatch(/solved|0\.8731/);
    }
    expect(await namesInZip(ana)).toEqual(['lab.md']);
    const { body } = await t.as(ana).get(at()).expect(200);
    expect(JSON.stringify(body)).not.toMatch(/lab_solved|2026-03-09/);
    expect((body as { items: Lab[] }).items[0]!.files).toHaveLength(1);
  });

  it('is not in the answer to a student who marks the lab as done', async () => {
    const answer = await t
      .as(ana)
      .put(at(`/${lab.id}/done`))
      .send({ done: true })
      .expect(200);
    expect(JSON.stringify(answer.body)).not.toMatch(/lab_solved|2026-03-09/);
  });

  it('is reached by a student through no other lab, and by none from outside', async () => {
    const other = await t.as(teacher).post(at()).send({ number: 2, title: 'Otro' }).expect(201);
    const otherId = (other.body as Lab).id;
    for (const who of [ana, teacher])
      await t
        .as(who)
        .get(at(`/${otherId}/files/${idOf('lab_solved.md')}`))
        .expect(404);
    const elsewhere = await t.world.aCourse({ title: 'Otro' });
    const stranger = await t.world.aMember(elsewhere, 'instructor');
    for (const door of [...doors(), at(), at(`/${lab.id}/archive.zip`)])
      await t.as(stranger).get(door).expect(404);
    await t
      .as(stranger)
      .get(`/api/courses/${elsewhere}/labs/${lab.id}/files/${idOf('lab_solved.md')}`)
      .expect(404);
  });

  it('is hidden from staff who view the course as a group, by header and by address', async () => {
    for (const door of doors()) {
      await t.as(teacher).get(door).set('x-holdout-view-as', groupId).expect(404);
      await t.as(teacher).get(`${door}?view-as=${groupId}`).expect(404);
    }
    expect(await namesInZip(teacher, `?view-as=${groupId}`)).toEqual(['lab.md']);
  });

  it('can be let out, brought or restored by no student', async () => {
    const id = idOf('lab_solved.md');
    await t
      .as(ana)
      .patch(at(`/${lab.id}`))
      .send({ solvedAt: '2026-01-01T00:00:00Z' })
      .expect(403);
    await t
      .as(ana)
      .delete(at(`/${lab.id}/files/${id}`))
      .expect(403);
    await t.as(ana).post(at('/import')).attach('file', Buffer.from('x'), 'x.zip').expect(403);
    for (const door of doors()) await t.as(ana).get(door).expect(404);
  });

  it('is there for staff, marked as hidden', async () => {
    for (const door of doors()) await t.as(assistant).get(door).expect(200);
    expect(await namesInZip(assistant)).toEqual(['lab.md', 'lab_solved.html', 'lab_solved.md']);
    expect(lab.files.filter(({ hidden }) => hidden)).toHaveLength(2);
  });

  it('comes at its time, everywhere at once, and goes again when that is moved', async () => {
    t.clock.moveTo('2026-03-09T12:59:59.999Z');
    for (const door of doors()) await t.as(ana).get(door).expect(404);
    t.clock.moveTo('2026-03-09T13:00:00Z');
    for (const door of doors()) await t.as(ana).get(door).expect(200);
    expect(await namesInZip(ana)).toHaveLength(3);
    await t
      .as(teacher)
      .patch(at(`/${lab.id}`))
      .send({ solvedAt: null })
      .expect(200);
    for (const door of doors()) await t.as(ana).get(door).expect(404);
  });

  it('is gone for everybody with its lab', async () => {
    await t
      .as(teacher)
      .patch(at(`/${lab.id}`))
      .send({ solvedAt: '2026-03-01T00:00:00Z' });
    await t
      .as(teacher)
      .delete(at(`/${lab.id}`))
      .expect(200);
    for (const door of [...doors(), at(`/${lab.id}/archive.zip`)])
      for (const who of [ana, teacher]) await t.as(who).get(door).expect(404);
  });
});
