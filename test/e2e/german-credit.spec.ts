import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';

import {
  challengeRoutes,
  courseRoutes,
  datasetRoutes,
  leaderboardRoutes,
  memberRoutes,
  sessionRoutes,
  submissionRoutes,
} from '@holdout/contracts';

import { Visitor } from '../../apps/api/src/demo/visitor';
import { type Product, startProduct } from '../support/product';

const FILE = resolve(__dirname, '../../../shared/data/german-credit.csv');
const there = existsSync(FILE);
if (!there)
  console.warn('german-credit.spec: skipped, ../shared/data/german-credit.csv is not here');

const PROGRAM = `
import pandas as pd
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import cross_val_predict
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

train = pd.read_csv('data/train.csv')
test = pd.read_csv('data/test.csv')
X = pd.get_dummies(train.drop(columns=['id', 'risk']))
X_test = pd.get_dummies(test.drop(columns='id')).reindex(columns=X.columns, fill_value=0)
model = make_pipeline(StandardScaler(), LogisticRegression(max_iter=1000))


def write(name, ids, shares):
    labels = ['bad' if p >= 0.5 else 'good' for p in shares]
    pd.DataFrame({'id': ids, 'prediction': labels, 'probability': shares}).to_csv(name, index=False)


model.fit(X, train['risk'])
bad = list(model.classes_).index('bad')
write('predictions.csv', test['id'], model.predict_proba(X_test)[:, bad])
write('validation.csv', train['id'], cross_val_predict(model, X, train['risk'], cv=5, method='predict_proba')[:, bad])
print('listo')
`;

const PASSWORD = 'caballo grapa pila lunes';

(there ? describe : describe.skip)('a course on german-credit.csv, through the API', () => {
  let product: Product;
  let instructor: Visitor;
  let student: Visitor;
  let courseId: string;
  let challengeId: string;
  let submissionId: string;

  beforeAll(async () => {
    product = await startProduct();
  }, 120_000);
  afterAll(() => product.stop());

  /** Sets the password that a link allows, and signs in. */
  async function redeem(url: string, email: string): Promise<Visitor> {
    const token = url.split('/').at(-1) ?? '';
    const answer = await fetch(
      `${product.origin}/api${sessionRoutes.redeemLink.path.replace(':token', token)}`,
      {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({
          password: PASSWORD,
          email,
          givenName: 'Helena',
          familyName: 'Vidal',
        }),
      },
    );
    expect(answer.status).toBe(201);
    return Visitor.signIn(product.origin, email, PASSWORD);
  }

  it('begins with the link that the first start prints, used once', async () => {
    const [url] = await product.says(/http:\S+\/links\/\S+/);
    instructor = await redeem(url, 'helena@example.org');
    const again = await fetch(`${product.origin}/api/links/${url.split('/').at(-1) ?? ''}`);
    expect(again.status).toBe(410);
  });

  it('takes a group in by a roster file', async () => {
    courseId = (
      await instructor.call(courseRoutes.create, { body: { title: 'Crédito', term: '2026-2' } })
    ).id;
    const params = { courseId };
    const csv =
      'email,given_name,family_name,role,group\nana@example.org,Ana,Arias,student,Umbral\n';
    await instructor.send(
      memberRoutes.importRoster,
      { params },
      { name: 'lista.csv', bytes: Buffer.from(csv), fields: { apply: 'true' } },
    );
    const { items } = await instructor.call(memberRoutes.list, { params });
    const ana = items.find(({ email }) => email === 'ana@example.org');
    const { url } = await instructor.call(memberRoutes.invite, {
      params: { ...params, memberId: ana?.id ?? '' },
    });
    student = await redeem(url, 'ana@example.org');
  });

  it('reads, splits and publishes: good or bad, by AUC', async () => {
    const params = { courseId };
    const { id: datasetId } = await instructor.call(datasetRoutes.create, {
      params,
      body: { name: 'German credit' },
    });
    await instructor.send(
      datasetRoutes.upload,
      { params: { courseId, datasetId } },
      { name: 'german-credit.csv', bytes: readFileSync(FILE) },
    );
    const look = async () =>
      (await instructor.call(datasetRoutes.get, { params: { courseId, datasetId } })).versions[0];
    const read = await instructor.until(
      look,
      (version) => version?.state !== 'received' && version?.state !== 'profiling',
      2,
    );
    expect(read).toMatchObject({ state: 'ready', rows: 1000, complaints: [] });
    await instructor.call(datasetRoutes.split, {
      params: { courseId, datasetId, versionId: read?.id ?? '' },
      body: { method: 'stratified', column: 'risk', seed: 'credito' },
    });
    const split = await instructor.until(look, (version) => version?.splitState !== 'making', 2);
    expect(split?.split?.rows).toEqual({ train: 600, public: 200, private: 200 });

    const draft = await instructor.call(challengeRoutes.create, {
      params,
      body: {
        title: '¿Pagará?',
        datasetVersionId: split?.id,
        target: { kind: 'column', column: 'risk' },
        task: 'binary',
        metric: 'roc_auc',
        positive: 'bad',
      },
    });
    challengeId = draft.id;
    await instructor.call(challengeRoutes.publish, { params: { courseId, challengeId } });
    const ready = await instructor.until(
      () => instructor.call(challengeRoutes.get, { params: { courseId, challengeId } }),
      ({ state }) => state !== 'preparing',
      2,
    );
    expect(ready).toMatchObject({
      state: 'open',
      complaints: [],
      classes: ['good', 'bad'],
      rows: { train: 600, public: 200, private: 200 },
    });
    expect(ready.warnings.map(({ code }) => code)).toContain('few-public-rows');
  });

  it('runs a scikit-learn program and scores it; the group sees the metric with 4 digits and its own validation rows', async () => {
    const { id } = await student.send(
      submissionRoutes.submit,
      { params: { courseId, challengeId } },
      { name: 'logistica.py', bytes: Buffer.from(PROGRAM), fields: { note: 'Logística' } },
    );
    submissionId = id;
    const seen = await student.until(
      () => student.call(submissionRoutes.get, { params: { courseId, submissionId } }),
      ({ state }) => ['scored', 'rejected', 'failed'].includes(state),
      3,
    );
    expect(seen).toMatchObject({ state: 'scored', verdict: 'ok', noBetter: false });
    expect(seen.log?.stdout).toContain('listo');
    expect(seen.evaluation.stages.map(({ state }) => state)).toEqual([
      'received',
      'validating',
      'queued',
      'running',
      'scoring',
      'scored',
    ]);
    expect(seen.scores.filter(({ part }) => part === 'public').map(({ metric }) => metric)).toEqual(
      ['roc_auc', 'skill'],
    );
    expect(seen.scores.some(({ part }) => part === 'private')).toBe(false);
    expect(seen.reports.map(({ part }) => part)).toEqual(['validation']);
    expect(seen.reports[0]?.rows).toBe(600);
    expect(seen.score).toBeGreaterThan(0.65);
    const staff = await instructor.call(submissionRoutes.get, {
      params: { courseId, submissionId },
    });
    expect(Number(staff.score?.toPrecision(4))).toBe(seen.score);
    expect(staff.low).toBeLessThan(staff.score ?? 0);
    expect(staff.high).toBeGreaterThan(staff.score ?? 1);
  });

  it('ranks, closes and reveals', async () => {
    const params = { courseId, challengeId };
    const board = await student.call(leaderboardRoutes.board, { params });
    expect(board).toMatchObject({ part: 'public', groups: 1, mine: { rank: 1, name: 'Umbral' } });
    expect(board.baselines.length).toBeGreaterThan(0);
    const early = instructor.call(challengeRoutes.reveal, {
      params,
      body: { confirm: '¿Pagará?' },
    });
    await expect(early).rejects.toThrow('challenge-not-closed');
    const closesAt = new Date(Date.now() + 1500).toISOString();
    await instructor.call(challengeRoutes.update, { params, body: { closesAt } });
    await instructor.until(
      () => instructor.call(challengeRoutes.get, { params }),
      ({ state }) => state === 'closed',
      1,
    );
    await expect(
      student.send(
        submissionRoutes.submit,
        { params },
        { name: 'tarde.py', bytes: Buffer.from(PROGRAM) },
      ),
    ).rejects.toThrow('submissions-closed');
    await instructor.call(challengeRoutes.reveal, { params, body: { confirm: '¿Pagará?' } });
    const shown = await student.call(leaderboardRoutes.board, { params });
    expect(shown).toMatchObject({ part: 'private', mine: { rank: 1, publicRank: 1 } });
    const mine = await student.call(submissionRoutes.get, { params: { courseId, submissionId } });
    expect(mine.privateScore).not.toBeNull();
    expect(mine.reports.map(({ part }) => part).sort()).toEqual(['private', 'validation']);
  });
});
