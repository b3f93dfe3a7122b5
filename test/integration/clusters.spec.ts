import { type Challenge, type Profile, type Submission } from '@holdout/contracts';
import { generator } from '@holdout/ml/random';

import { Laboratory, rowsOf } from '../support/laboratory';

jest.setTimeout(60_000);

/** Three clouds of fifty points far apart, each a species. */
const random = generator('nubes');
const SPECIES = ['setosa', 'versicolor', 'virginica'];
const lines = Array.from({ length: 150 }, (_, i) => {
  const [x, y] = [(i % 3) * 10 + random(), (i % 3) ** 2 * 7 + random()];
  return `${x.toFixed(4)},${y.toFixed(4)},${(((i + 1) % 3) * 5 + random()).toFixed(4)},${SPECIES[i % 3]!}`;
});
const csv = `largo,ancho,alto,especie\n${lines.join('\n')}\n`;
const speciesOf = new Map(lines.map((line) => [line.split(',')[0]!, line.split(',')[3]!]));

describe('a challenge of clusters', () => {
  let lab: Laboratory;
  let datasetId: string;
  let versionId: string;
  let challenge: Challenge;

  beforeAll(async () => {
    lab = await Laboratory.open();
    const { datasetId: dataset, version } = await lab.aSplit(csv);
    [datasetId, versionId] = [dataset, version.id];
    challenge = await lab.published(versionId, {
      target: { kind: 'column', column: 'especie' },
      task: 'clustering',
      metric: 'ari',
    });
  });
  afterAll(() => lab.close());

  async function submitted(predictions: string): Promise<Submission> {
    const path = `${lab.path}/challenges/${challenge.id}/submissions`;
    const { body } = await lab.t
      .as(lab.student)
      .post(path)
      .field('kind', 'predictions')
      .attach('file', Buffer.from(predictions), 'predictions.csv')
      .expect(201);
    await lab.worker.evaluate();
    const answer = await lab.t
      .as(lab.instructor)
      .get(`${lab.path}/submissions/${(body as Submission).id}`)
      .expect(200);
    return answer.body as Submission;
  }

  it('is open, with one cluster as the naive model and k-means as the reference', () => {
    expect(challenge).toMatchObject({ state: 'open', complaints: [], classes: [] });
    const scores = Object.fromEntries(challenge.baselines.map(({ kind, value }) => [kind, value]));
    expect(Object.keys(scores)).toHaveLength(2);
    expect(scores['one-cluster']).toBe(0);
    expect(scores['reference-k-means']).toBe(1);
  });

  it('withholds the true clusters from every row: from the files, the challenge and the profile', async () => {
    for (const name of ['train.csv', 'test.csv', 'sample_submission.csv', 'dictionary.csv']) {
      const text = await lab.file(challenge.id, name);
      for (const label of ['especie', ...SPECIES]) expect(text).not.toContain(label);
    }
    const train = rowsOf(await lab.file(challenge.id, 'train.csv'));
    expect(Object.keys(train[0]!)).toEqual(['id', 'largo', 'ancho', 'alto']);
    const sample = rowsOf(await lab.file(challenge.id, 'sample_submission.csv'));
    const test = rowsOf(await lab.file(challenge.id, 'test.csv'));
    expect(sample.map(({ id }) => id)).toEqual(test.map(({ id }) => id));
    expect(new Set(sample.map(({ prediction }) => prediction))).toEqual(new Set(['1']));

    const path = `${lab.path}/datasets/${datasetId}/versions/${versionId}/profile`;
    const seen = (await lab.t.as(lab.student).get(path).expect(200)).body as Profile;
    expect(JSON.stringify(seen)).not.toMatch(/especie|setosa/);
    expect(seen.columns).toHaveLength(3);
    const staff = (await lab.t.as(lab.instructor).get(path).expect(200)).body as Profile;
    expect(staff.columns).toHaveLength(4);
  });

  it('scores clusters whatever they are called, by ARI, NMI and V-measure', async () => {
    const test = rowsOf(await lab.file(challenge.id, 'test.csv'));
    const named = test.map(({ id, largo }) => `${id!},grupo ${speciesOf.get(largo!)!.length}`);
    const right = await submitted(`id,prediction\n${named.join('\n')}\n`);
    expect(right.evaluation.state).toBe('scored');
    const of = (submission: Submission, part: string) =>
      Object.fromEntries(
        submission.scores
          .filter((score) => score.part === part)
          .map(({ metric, value }) => [metric, value]),
      );
    for (const part of ['public', 'private'])
      expect(of(right, part)).toMatchObject({ ari: 1, nmi: 1, v_measure: 1 });

    const one = await submitted(`id,prediction\n${test.map(({ id }) => `${id!},7`).join('\n')}\n`);
    expect(of(one, 'public')).toMatchObject({ ari: 0, nmi: 0, v_measure: 0 });
  });

  it('refuses another challenge that would hand out the labels, as it is refused beside one that did', async () => {
    const ask = { title: 'Con respuestas', target: { kind: 'column', column: 'especie' } };
    const { body } = await lab.t
      .as(lab.instructor)
      .post(`${lab.path}/challenges`)
      .send({ ...ask, datasetVersionId: versionId, task: 'multiclass', metric: 'accuracy' })
      .expect(422);
    expect(body).toMatchObject({ code: 'target-held-by-students' });
  });
});
