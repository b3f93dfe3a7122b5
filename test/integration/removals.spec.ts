import { Problem } from '@holdout/contracts';

import { Laboratory } from '../support/laboratory';

jest.setTimeout(60_000);

const rows = Array.from(
  { length: 60 },
  (_, i) => `${(i * 7919) % 1009},${i % 7},${i % 2 ? 'si' : 'no'}`,
);
const CSV = `x,z,y\n${rows.join('\n')}\n`;
const onY = {
  title: 'De y',
  target: { kind: 'column', column: 'y' },
  task: 'binary',
  metric: 'accuracy',
} as const;
const onX = {
  title: 'De x',
  target: { kind: 'column', column: 'x' },
  task: 'regression',
  metric: 'rmse',
} as const;

describe('what an instructor removed comes back', () => {
  let lab: Laboratory;
  beforeAll(async () => {
    lab = await Laboratory.open();
  });
  afterAll(() => lab.close());

  const remove = (path: string) =>
    lab.t.as(lab.instructor).delete(`${lab.path}${path}`).expect(200);
  const restore = (path: string, who = lab.instructor) =>
    lab.t.as(who).post(`${lab.path}${path}/restore`);
  const there = async (path: string) =>
    (await lab.t.as(lab.instructor).get(`${lab.path}${path}`)).status === 200;

  it('a dataset, with its versions', async () => {
    const { datasetId, version } = await lab.aSplit(CSV);
    const path = `/datasets/${datasetId}`;
    expect((await restore(path)).status).toBe(404); // it was not removed
    await remove(path);
    expect(await there(path)).toBe(false);
    expect((await restore(path, lab.student)).status).toBe(403);
    await restore(path).expect(201);
    expect((await lab.version(datasetId, version.id)).splitState).toBe('made');
  });

  it('a draft, unless its dataset is gone or students hold its target since', async () => {
    const { datasetId, version } = await lab.aSplit(CSV);
    const { id } = await lab.aDraft(version.id, onX);
    const path = `/challenges/${id}`;
    await remove(path);
    expect(await there(path)).toBe(false);
    await remove(`/datasets/${datasetId}`);
    expect((await restore(path)).status).toBe(404);
    expect(await there(path)).toBe(false);
    await restore(`/datasets/${datasetId}`).expect(201);
    await restore(path).expect(201);
    expect(await there(path)).toBe(true);

    await remove(path);
    expect((await lab.published(version.id, onY)).state).toBe('open');
    const refused = await restore(path).expect(422);
    expect(Problem.parse(refused.body).code).toBe('target-held-by-students');
    expect(await there(path)).toBe(false);
  });
});
