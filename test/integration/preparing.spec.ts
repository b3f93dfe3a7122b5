import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { Challenge } from '@holdout/contracts';

import { Laboratory, rowsOf } from '../support/laboratory';

const DATA = join(__dirname, '../../../shared/data');
const real = (name: string) => {
  const path = join(DATA, name);
  return existsSync(path) ? readFileSync(path) : undefined;
};
const wine = real('wine-red.csv');
const credit = real('german-credit.csv');
if (!wine || !credit) console.warn(`skipped in part: ${DATA} is not there`);

const codes = (complaints: readonly { code: string }[]) => complaints.map(({ code }) => code);

/** n rows: a number, a label and a target of each kind. */
function aTable(n: number, target: (i: number) => string | number = (i) => (i % 2 ? 'si' : 'no')) {
  const lines = Array.from(
    { length: n },
    (_, i) => `${(i * 7919) % 1009},${'abc'[(i * 31) % 3]!},${target(i)}`,
  );
  return `x,tipo,y\n${lines.join('\n')}\n`;
}

jest.setTimeout(60_000); // each deed starts a thread that compiles its own code

let lab: Laboratory;
beforeAll(async () => {
  lab = await Laboratory.open();
});
afterAll(() => lab.close());

describe('what becomes of an upload', () => {
  const complaintsOf = async (csv: string | Buffer) => {
    const version = await lab.uploaded(await lab.aDataset(), csv);
    expect(version.state).toBe('rejected');
    return version.complaints;
  };

  describe('a file that is no table is refused, with all that is wrong at once', () => {
    it.each([
      ['no header', '1,2\n3,4\n', ['no-header']],
      ['one column', 'x\n1\n2\n', ['one-column']],
      ['no rows', 'x,y\n', ['no-rows']],
      ['nothing at all', '\n', ['one-column']],
      ['names twice and no name', 'x,x,\n1,2,3\n', ['duplicate-column', 'empty-column-name']],
      ['an open quote', 'x,y\n1,"2\n3,4\n', ['unclosed-quote']],
      ['a NUL far inside', `x,y\n${'1,2\n'.repeat(50_000)}1,\0\n`, ['binary-file']],
      ['a header twice and a ragged row', 'x,x\n1,2\n1,2,3\n', ['ragged-row', 'duplicate-column']],
      [
        '10,000 columns',
        `${Array.from({ length: 10_000 }, (_, i) => `c${i}`).join(',')}\n${'1,'.repeat(9999)}1\n`,
        ['too-many-columns'],
      ],
    ])('%s', async (_, csv, expected) => {
      expect(codes(await complaintsOf(csv)).sort()).toEqual(expected.sort());
    });

    it('gzip, a workbook and UTF-16 by their names', async () => {
      const named = [
        [Buffer.from([0x1f, 0x8b, 8, 0, 0, 0]), 'gzip'],
        [Buffer.from('PK\x03\x04rest'), 'zip'],
        [Buffer.from('\ufeffx,y\n1,2\n', 'utf16le'), 'utf-16'],
      ] as const;
      for (const [bytes, value] of named)
        expect(await complaintsOf(bytes)).toEqual([{ code: 'binary-file', value }]);
    });

    it('ragged rows by their lines, twenty and how many there are', async () => {
      const complaints = await complaintsOf(`x,y\n"a\nb",2\n${'1,2,3\n'.repeat(30)}`);
      expect(complaints).toHaveLength(20);
      expect(complaints[0]).toEqual({
        code: 'ragged-row',
        row: 4,
        value: '3',
        expected: '2',
        count: 30,
      });
    });
  });

  it('is read whatever its encoding and delimiter, and says what it read over', async () => {
    const id = await lab.aDataset();
    const bom = await lab.uploaded(id, '\ufeffpaís;valor\nPerú;1,5\nChile;2,25\n');
    expect(bom).toMatchObject({ state: 'ready', rows: 2, complaints: [] });
    expect(bom.columns).toEqual([
      { name: 'país', type: 'text' },
      { name: 'valor', type: 'number' },
    ]);
    const latin = await lab.uploaded(id, Buffer.from('año\tvalor\n1\t2\n', 'latin1'));
    expect(latin.columns[0]?.name).toBe('año');
    expect(codes(latin.complaints)).toEqual(['read-as-latin-1']);
  });

  it('has a profile for staff at once, and for students when it is split: of training rows alone', async () => {
    const id = await lab.aDataset();
    const { id: versionId } = await lab.uploaded(id, aTable(50));
    const profile = `${lab.path}/datasets/${id}/versions/${versionId}/profile`;
    expect((await lab.t.as(lab.instructor).get(profile).expect(200)).body.rows).toBe(50);
    await lab.t.as(lab.student).get(profile).expect(404);
    const { split } = await lab.split(id, versionId, { method: 'random' });
    expect((await lab.t.as(lab.student).get(profile).expect(200)).body.rows).toBe(
      split?.rows.train,
    );
  });
});

describe('a split', () => {
  it('is refused where the rows cannot be parted so, with the reason, and may be asked for again', async () => {
    const id = await lab.aDataset();
    const csv = `t,y\n${Array.from({ length: 30 }, (_, i) => `ayer ${i},${i === 0 ? 'raro' : 'normal'}`).join('\n')}\n`;
    const { id: versionId } = await lab.uploaded(id, csv);
    const small = await lab.split(id, versionId, { method: 'stratified', column: 'y' });
    expect(small.splitState).toBe('refused');
    expect(small.splitComplaints).toEqual([
      { code: 'class-too-small', value: 'raro', count: 1, expected: '3' },
    ]);
    const time = await lab.split(id, versionId, { method: 'time', column: 't' });
    expect(codes(time.splitComplaints)).toEqual(['not-a-time']);
    expect((await lab.split(id, versionId, { method: 'random' })).splitState).toBe('made');
  });

  it('by time orders by dates as the course writes them', async () => {
    const days = Array.from(
      { length: 20 },
      (_, i) => `${String(20 - i)}/${i < 10 ? 3 : 2}/2021,${i}`,
    );
    const { version } = await lab.aSplit(`dia,y\n${days.join('\n')}\n`, {
      method: 'time',
      column: 'dia',
    });
    const { parts } = await lab.worker.vault.split(version.id);
    // The rows of February train, though they are the last of the file.
    expect([...parts.subarray(10)]).toEqual(new Array(10).fill(0));
    expect([...parts.subarray(0, 4)]).toEqual(new Array(4).fill(2));
  });

  it('holds rows together that differ by an id alone, and once the target is known, by the target', async () => {
    const pairs = (label: (i: number) => string) =>
      `cliente_id,x,y\n${Array.from({ length: 80 }, (_, i) => `${5000 + i},${(i >> 1) * 1.5},${label(i)}`).join('\n')}\n`;
    const together = async (versionId: string) => {
      const { parts } = await lab.worker.vault.split(versionId);
      return parts.every((part, row) => part === parts[row ^ 1]);
    };
    const alike = pairs((i) => 'ab'[(i >> 1) % 2]!);
    const { datasetId, version } = await lab.aSplit(alike);
    expect(version.split?.twins).toBe(40);
    expect(await together(version.id)).toBe(true);
    await lab.aDraft(version.id, {
      target: { kind: 'column', column: 'y' },
      task: 'binary',
      metric: 'accuracy',
    });
    const { id } = await lab.uploaded(
      datasetId,
      pairs((i) => 'ab'[i % 2]!),
    );
    const second = await lab.split(datasetId, id, { method: 'random' });
    expect(second.split?.twins).toBe(40);
    expect(await together(id)).toBe(true);
  });

  it('keeps each row on its side in a new version, and numbers the rows anew', async () => {
    const rows = Array.from({ length: 60 }, (_, i) => `${i * 3.5},${'ab'[i % 2]!}`);
    const { datasetId, version } = await lab.aSplit(`x,tipo\n${rows.join('\n')}\n`);
    const before = await lab.worker.vault.split(version.id);
    const again = await lab.uploaded(
      datasetId,
      `x,tipo\n${[...rows].reverse().join('\n')}\n999,a\n`,
    );
    await lab.split(datasetId, again.id, { method: 'random', seed: 'otra' });
    const after = await lab.worker.vault.split(again.id);
    expect([...after.parts.subarray(0, 60)].reverse()).toEqual([...before.parts]);
    expect([...after.ids].sort((a, b) => a - b)).toEqual(
      Array.from({ length: 61 }, (_, i) => i + 1),
    );
    expect([...after.ids.subarray(0, 60)].reverse()).not.toEqual([...before.ids]);
  });

  it('is given up after three attempts that ended with their process, and says so', async () => {
    const id = await lab.aDataset();
    const { id: versionId } = await lab.uploaded(id, aTable(20));
    await lab.t.db.query(
      `UPDATE dataset_versions SET split_state = 'making', split = '{"method":"random"}', attempts = 3,
              lease_until = now() - interval '1 second' WHERE id = $1`,
      [versionId],
    );
    await lab.worker.settle();
    const { splitState, splitComplaints, state } = await lab.version(id, versionId);
    expect([state, splitState, codes(splitComplaints)]).toEqual(['ready', 'refused', ['gave-up']]);
  });

  it('is made by one worker, though eight look for work at once', async () => {
    const id = await lab.aDataset();
    const { id: versionId } = await lab.uploaded(id, aTable(40));
    await lab.t
      .as(lab.instructor)
      .post(`${lab.path}/datasets/${id}/versions/${versionId}/split`)
      .send({ method: 'random' })
      .expect(201);
    const chore = lab.worker.chores.find(({ what }) => what === 'dataset')!;
    const deeds = await Promise.all(Array.from({ length: 8 }, () => chore.next('test')));
    expect(deeds.filter((deed) => deed !== undefined)).toHaveLength(1);
    await deeds.find((deed) => deed !== undefined)?.();
  });
});

describe('what stands against a challenge is said by the worker, and it is a draft again', () => {
  const refused = async (
    csv: string,
    ask: Partial<Parameters<Laboratory['published']>[1]> = {},
    plan?: object,
  ) => {
    const { version } = await lab.aSplit(csv, plan);
    const challenge = await lab.published(version.id, {
      target: { kind: 'column', column: 'y' },
      task: 'binary',
      metric: 'accuracy',
      ...ask,
    });
    expect(challenge.state).toBe('draft');
    return challenge.complaints;
  };
  const regression = { task: 'regression', metric: 'rmse' } as const;

  it('a missing target, with its lines and how many', async () => {
    const complaints = await refused(aTable(60, (i) => (i < 25 ? '' : i % 2 ? 'si' : 'no')));
    expect(complaints).toHaveLength(20);
    expect(complaints[0]).toEqual({ code: 'target-missing', row: 2, column: 'y', count: 25 });
  });

  it.each([
    ['a constant number', aTable(60, () => 7), regression, ['target-constant']],
    ['a constant class', aTable(60, () => 'si'), {}, ['target-constant']],
    [
      'a target that is no number',
      aTable(60, (i) => (i % 9 ? i : 'alto')),
      regression,
      ['target-not-a-number'],
    ],
    ['three classes of a binary task', aTable(60, (i) => 'abc'[i % 3]!), {}, ['not-two-classes']],
    ['a positive class that is not there', aTable(60), { positive: 'yes' }, ['positive-unknown']],
    [
      'classes that differ by case',
      aTable(90, (i) => ['si', 'Si', 'no'][i % 3]!),
      { task: 'multiclass' },
      ['classes-alike'],
    ],
    [
      'a number as classes',
      aTable(400, (i) => i * 1.5),
      { task: 'multiclass' },
      ['too-many-classes'],
    ],
    ['hardly a row', aTable(9), {}, ['part-too-small', 'part-too-small']],
    [
      'a rule that holds nowhere',
      aTable(60, (i) => i),
      { target: { kind: 'rule', name: 'alto', rule: 'y >= 1000' } },
      ['target-constant'],
    ],
  ] as const)('%s', async (_, csv, ask, expected) => {
    expect([...new Set(codes(await refused(csv, ask)))].sort()).toEqual(
      [...new Set(expected)].sort(),
    );
  });

  it('a class without rows in a part', async () => {
    const complaints = await refused(aTable(60, (i) => (i === 5 ? 'raro' : 'normal')));
    expect(complaints).toHaveLength(2);
    expect(complaints[0]).toMatchObject({ code: 'class-without-rows', value: 'raro', column: 'y' });
  });

  it('a lag of the target in a forecast', async () => {
    const series = Array.from({ length: 60 }, (_, i) => ((i * 37) % 101) + i);
    const day = (i: number) => new Date(Date.UTC(2020, 0, 1 + i)).toISOString().slice(0, 10);
    const csv = `dia,ayer,y\n${series.map((y, i) => `${day(i)},${series[i - 1] ?? ''},${y}`).join('\n')}\n`;
    const plan = { method: 'time', column: 'dia' };
    const forecast = { task: 'forecasting', metric: 'mae' } as const;
    expect(await refused(csv, forecast, plan)).toEqual([
      { code: 'lag-of-target', column: 'ayer', value: '1' },
    ]);
  });

  it('a season that does not fit twice into train', async () => {
    const day = (i: number) => new Date(Date.UTC(2020, 0, 1 + i)).toISOString().slice(0, 10);
    const { version } = await lab.aSplit(
      `dia,x,y\n${Array.from({ length: 60 }, (_, i) => `${day(i)},${(i * 7) % 11},${(i * 37) % 101}`).join('\n')}\n`,
      { method: 'time', column: 'dia' },
    );
    const { complaints } = await lab.published(version.id, {
      target: { kind: 'column', column: 'y' },
      task: 'forecasting',
      metric: 'mase',
      season: 30,
    });
    expect(complaints).toEqual([
      { code: 'season-too-long', column: 'season', value: '30', count: 36, expected: '18' },
    ]);
  });

  it('too many attempts', async () => {
    const { version } = await lab.aSplit(aTable(60));
    const { id } = await lab.aDraft(version.id, {
      target: { kind: 'column', column: 'y' },
      task: 'binary',
      metric: 'accuracy',
    });
    await lab.t.as(lab.instructor).post(`${lab.path}/challenges/${id}/publish`).expect(201);
    await lab.t.db.query('UPDATE challenges SET attempts = 3 WHERE id = $1', [id]);
    await lab.worker.settle();
    const { body } = await lab.t.as(lab.instructor).get(`${lab.path}/challenges/${id}`);
    const { state, complaints } = body as Challenge;
    expect([state, codes(complaints)]).toEqual(['draft', ['gave-up']]);
  });

  it('but not a lag that is known at the origin: its rows stand in time, and its season is the one asked for', async () => {
    const day = (i: number) => new Date(Date.UTC(2020, 0, 1 + i)).toISOString().slice(0, 10);
    const series = Array.from({ length: 70 }, (_, i) => ((i * 37) % 101) + i);
    const lines = series.map((y, i) => `${day(i)},${series[i - 28] ?? ''},${y}`);
    const { version } = await lab.aSplit(`dia,hace28,y\n${[...lines].reverse().join('\n')}\n`, {
      method: 'time',
      column: 'dia',
    });
    const challenge = await lab.published(version.id, {
      target: { kind: 'column', column: 'y' },
      task: 'forecasting',
      metric: 'mase',
      season: 7,
    });
    expect(challenge).toMatchObject({ state: 'open', season: 7, complaints: [] });
    expect(challenge.warnings.map(({ code, facts }) => [code, facts['published']])).toContainEqual([
      'target-shifted',
      0,
    ]);
    for (const name of ['train.csv', 'test.csv']) {
      const days = rowsOf(await lab.file(challenge.id, name)).map(({ dia }) => dia!);
      expect(days).toEqual([...days].sort());
    }
    const { dependence } = await lab.worker.vault.truth(challenge.id);
    expect(dependence).toMatchObject({ kind: 'time', season: 7 });
    expect(challenge.baselines.map(({ kind }) => kind)).toContain('seasonal-naive');
  });

  it('and a sound one is published, with files that keep the cells as they were', async () => {
    const lines = Array.from(
      { length: 60 },
      (_, i) =>
        `1.${String(i).padStart(2, '0')}0;"a ""b"", ${i % 4}";${i},50;${i % 2 ? 'si' : 'no'}`,
    );
    const { version } = await lab.aSplit(`x;tipo;coma;y\n${lines.join('\n')}\n`);
    const challenge = await lab.published(version.id, {
      target: { kind: 'column', column: 'y' },
      task: 'binary',
      metric: 'log_loss',
      positive: 'no',
    });
    expect(challenge).toMatchObject({ state: 'open', classes: ['si', 'no'], complaints: [] });
    const train = await lab.file(challenge.id, 'train.csv');
    expect(train.split('\r\n')[0]).toBe('id,x,tipo,coma,y');
    const line = /^(\d+),1\.(\d\d)0,"a ""b"", (\d)",(\d+)\.50,(si|no)$/;
    for (const row of train.trim().split('\r\n').slice(1)) {
      const [, , two, kind, comma, label] = line.exec(row) ?? [];
      const i = Number(two);
      expect([kind, comma, label]).toEqual([String(i % 4), String(i), i % 2 ? 'si' : 'no']);
    }
    const sample = await lab.file(challenge.id, 'sample_submission.csv');
    expect(sample).toMatch(/^id,prediction,probability\r\n\d+,(si|no),0\.\d+\r\n/);
  });
});

(wine ? describe : describe.skip)('red wine', () => {
  it('is split with its 240 twins together, and is two challenges, neither of which holds an answer of the other', async () => {
    const { version } = await lab.aSplit(wine!);
    expect(version.split?.twins).toBe(240);
    const { rows } = version.split!;
    expect(rows.train + rows.public + rows.private).toBe(1599);
    for (const [part, share] of [
      ['train', 0.6],
      ['public', 0.2],
      ['private', 0.2],
    ] as const)
      expect(Math.abs(rows[part] - share * 1599)).toBeLessThan(8);

    const score = await lab.aDraft(version.id, {
      title: 'Puntaje',
      target: { kind: 'column', column: 'score' },
      task: 'regression',
      metric: 'r2',
    });
    const high = await lab.published(version.id, {
      title: 'Alta calidad',
      target: { kind: 'rule', name: 'high_quality', rule: 'score >= 7' },
      task: 'binary',
      metric: 'f1',
      positive: '1',
    });
    const both = [await lab.publish(score.id), high];
    expect(both.map(({ state }) => state)).toEqual(['open', 'open']);
    for (const { features } of both) {
      expect(features).toHaveLength(11);
      expect(features.map(({ name }) => name)).not.toContain('score');
    }
    const kinds = both.map(({ baselines }) => baselines.map(({ kind }) => kind));
    expect(kinds).toEqual([
      ['mean', 'median', 'reference-linear'],
      ['majority', 'stratified', 'reference-logistic'],
    ]);
    const r2 = Object.fromEntries(both[0]!.baselines.map(({ kind, value }) => [kind, value]));
    expect(r2['mean']).toBeLessThanOrEqual(0);
    expect(r2['reference-linear']).toBeGreaterThan(0.25);
    expect(both[0]!.warnings.filter(({ code }) => code === 'twins-across-parts')).toEqual([]);

    const truth = await lab.worker.vault.truth(score.id);
    const test = rowsOf(await lab.file(score.id, 'test.csv'));
    const train = rowsOf(await lab.file(score.id, 'train.csv'));
    expect([train.length, test.length]).toEqual([rows.train, rows.public + rows.private]);
    const label = new Map([...truth.ids].map((id, row) => [String(id), truth.truth[row]!]));
    expect(train.every(({ id, score: y }) => label.get(id!) === Number(y))).toBe(true);
    expect(test[0]).not.toHaveProperty('score');
    // Same rows, same ids, same sides in both.
    expect(rowsOf(await lab.file(high.id, 'test.csv'))).toEqual(test);
    // The order of the file tells nothing of a label.
    const ids = test.map(({ id }) => Number(id));
    expect([...ids].sort((a, b) => a - b)).toEqual(ids);
    const labels = ids.map((id) => label.get(String(id))!);
    expect(Math.abs(correlation(ids, labels))).toBeLessThan(0.15);
  });
});

(credit ? describe : describe.skip)('german credit', () => {
  it('is split by class and made a binary challenge with the labels of the file', async () => {
    const { version } = await lab.aSplit(credit!, { method: 'stratified', column: 'risk' });
    expect(version.split?.rows).toEqual({ train: 600, public: 200, private: 200 });
    const challenge = await lab.published(version.id, {
      target: { kind: 'column', column: 'risk' },
      task: 'binary',
      metric: 'roc_auc',
      positive: 'bad',
    });
    expect(challenge).toMatchObject({ state: 'open', classes: ['good', 'bad'] });
    const auc = Object.fromEntries(challenge.baselines.map(({ kind, value }) => [kind, value]));
    expect(Object.keys(auc)).toEqual(['prior', 'reference-logistic']);
    expect(auc['prior']).toBe(0.5);
    expect(auc['reference-logistic']).toBeGreaterThan(0.68);
    expect(challenge.warnings.map(({ code, value }) => [code, value])).toEqual([
      ['few-public-rows', 200],
    ]);
    const { truth, parts } = await lab.worker.vault.truth(challenge.id);
    for (const [part, bad] of [
      [0, 180],
      [1, 60],
      [2, 60],
    ] as const)
      expect(truth.filter((y, row) => y === 1 && parts[row] === part)).toHaveLength(bad);
  });
});

function correlation(x: readonly number[], y: readonly number[]): number {
  const mean = (of: readonly number[]) => of.reduce((sum, each) => sum + each, 0) / of.length;
  const [mx, my] = [mean(x), mean(y)];
  let [xx, yy, xy] = [0, 0, 0];
  x.forEach((each, i) => {
    xx += (each - mx) ** 2;
    yy += (y[i]! - my) ** 2;
    xy += (each - mx) * (y[i]! - my);
  });
  return xy / Math.sqrt(xx * yy);
}
