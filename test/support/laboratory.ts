import type { Challenge, Dataset, DatasetVersion } from '@holdout/contracts';

import { type TestApp, startApp } from './app';
import { type TestPreparing, startPreparing } from './preparing';
import type { Enrolled } from './world';

type Ask = Partial<Pick<Challenge, 'title' | 'positive' | 'season' | 'opensAt' | 'closesAt'>> &
  Pick<Challenge, 'target' | 'task' | 'metric'>;

/** A course with an instructor and a student, where data are uploaded, split and made challenges of, over HTTP. */
export class Laboratory {
  private constructor(
    readonly t: TestApp,
    readonly worker: TestPreparing,
    readonly courseId: string,
    readonly instructor: Enrolled,
    readonly student: Enrolled,
  ) {}

  static async open(environment: Record<string, string> = {}): Promise<Laboratory> {
    const t = await startApp(environment);
    const worker = await startPreparing(t);
    const courseId = await t.world.aCourse();
    const instructor = await t.world.aMember(courseId, 'instructor');
    const student = await t.world.aMember(courseId, 'student');
    await t.world.aGroup(courseId, [student]);
    return new Laboratory(t, worker, courseId, instructor, student);
  }

  async close(): Promise<void> {
    await this.worker.close();
    await this.t.close();
  }

  get path(): string {
    return `/api/courses/${this.courseId}`;
  }

  async aDataset(name = 'Datos'): Promise<string> {
    const { body } = await this.t
      .as(this.instructor)
      .post(`${this.path}/datasets`)
      .send({ name })
      .expect(201);
    return (body as Dataset).id;
  }

  /** Uploaded and read; answers the version as staff see it. */
  async uploaded(datasetId: string, csv: string | Buffer): Promise<DatasetVersion> {
    const { body } = await this.t
      .as(this.instructor)
      .post(`${this.path}/datasets/${datasetId}/versions`)
      .attach('file', Buffer.from(csv), 'datos.csv')
      .expect(201);
    await this.worker.settle();
    return this.version(datasetId, (body as DatasetVersion).id);
  }

  async version(datasetId: string, versionId: string): Promise<DatasetVersion> {
    const { body } = await this.t
      .as(this.instructor)
      .get(`${this.path}/datasets/${datasetId}`)
      .expect(200);
    return (body as Dataset).versions.find(({ id }) => id === versionId)!;
  }

  async split(datasetId: string, versionId: string, plan: object): Promise<DatasetVersion> {
    await this.t
      .as(this.instructor)
      .post(`${this.path}/datasets/${datasetId}/versions/${versionId}/split`)
      .send({ seed: 'siete', ...plan })
      .expect(201);
    await this.worker.settle();
    return this.version(datasetId, versionId);
  }

  /** A dataset of these rows that is split. */
  async aSplit(csv: string | Buffer, plan: object = { method: 'random' }) {
    const datasetId = await this.aDataset();
    const { id } = await this.uploaded(datasetId, csv);
    return { datasetId, version: await this.split(datasetId, id, plan) };
  }

  async aDraft(versionId: string, ask: Ask): Promise<Challenge> {
    const { body } = await this.t
      .as(this.instructor)
      .post(`${this.path}/challenges`)
      .send({ title: 'Reto', datasetVersionId: versionId, ...ask })
      .expect(201);
    return body as Challenge;
  }

  /** What becomes of a draft when it is published: published, or a draft with complaints. */
  async published(versionId: string, ask: Ask): Promise<Challenge> {
    const { id } = await this.aDraft(versionId, ask);
    return this.publish(id);
  }

  async publish(id: string): Promise<Challenge> {
    await this.t.as(this.instructor).post(`${this.path}/challenges/${id}/publish`).expect(201);
    await this.worker.settle();
    const { body } = await this.t
      .as(this.instructor)
      .get(`${this.path}/challenges/${id}`)
      .expect(200);
    return body as Challenge;
  }

  async file(challengeId: string, name: string, as: Enrolled = this.student): Promise<string> {
    const answer = await this.t
      .as(as)
      .get(`${this.path}/challenges/${challengeId}/files/${name}`)
      .buffer(true)
      .parse((response, done) => {
        const pieces: Buffer[] = [];
        response.on('data', (piece: Buffer) => pieces.push(piece));
        response.on('end', () => {
          done(null, Buffer.concat(pieces).toString());
        });
      })
      .expect(200);
    return answer.body as string;
  }
}

/** A CSV of ours as rows of named cells; none of its cells holds a comma or a newline. */
export function rowsOf(csv: string): Record<string, string>[] {
  const [header = '', ...lines] = csv.trim().split(/\r?\n/);
  const names = header.split(',');
  return lines.map((line) => {
    const cells = line.split(',');
    return Object.fromEntries(names.map((name, at) => [name, cells[at] ?? '']));
  });
}
