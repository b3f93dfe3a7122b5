import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { type Table, readTable } from '@holdout/ml/predictions';
import { type TableProfile, columnFacts, profileTable } from '@holdout/ml/profile';
import { generator } from '@holdout/ml/random';
import { pythonWithScikitLearn } from '../support/scikit-learn';

const DATA = join(__dirname, '../../../shared/data');

interface Peers {
  readonly explained: number[];
  readonly loadings: number[][];
  readonly points: number[][];
  readonly spearman: number[][];
  readonly cramersV: number[];
  readonly information: number[];
  readonly entropy: number[];
}

function tableOf(csv: string | Buffer): Table {
  const outcome = readTable(Buffer.from(csv));
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.complaints));
  return outcome.table;
}

const profileOf = (csv: string | Buffer): TableProfile => {
  const table = tableOf(csv);
  return profileTable(table, columnFacts(table));
};

/** Ties, a missing cell in ten, a column in billions, and kinds that follow a number. */
function mixed(rows: number): string {
  const random = generator('perfil');
  const lines = Array.from({ length: rows }, () => {
    const x = random() * 10;
    const numbers = [
      x.toFixed(2),
      (3 * x + random()).toFixed(3),
      String(1e9 + Math.floor(random() * 5)),
      random() < 0.1 ? '' : (random() ** 3).toFixed(4),
    ];
    const kinds = ['abcd'[Math.floor(x / 2.6)]!, 'uvw'[Math.floor(random() * 3)]!];
    kinds.push(random() < 0.7 ? `k${kinds[0]!}` : 'kx');
    return [...numbers, ...kinds].join(',');
  });
  return `p,q,r,s,a,b,c\n${lines.join('\n')}\n`;
}

const found = pythonWithScikitLearn();
if (!found) console.warn('scikit-learn is not installed: the comparison with it is skipped');

(found ? describe : describe.skip)('the profile against scikit-learn, scipy and pandas', () => {
  const folder = mkdtempSync(join(tmpdir(), 'profile-'));
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  function peersOf(csv: string | Buffer, profile: TableProfile): Peers {
    const path = join(folder, 'data.csv');
    writeFileSync(path, csv);
    const run = spawnSync(found!, [join(__dirname, 'profile.py')], {
      input: JSON.stringify({
        path,
        numeric: profile.relations.components?.columns,
        kinds: profile.relations.cramersV?.columns,
      }),
      encoding: 'utf8',
    });
    if (run.status !== 0) throw new Error(run.stderr);
    return JSON.parse(run.stdout) as Peers;
  }

  const files = [
    ['ties and missing cells', mixed(800)],
    ...['german-credit.csv']
      .filter((name) => existsSync(join(DATA, name)))
      .map((name) => [name, readFileSync(join(DATA, name))] as const),
  ] as const;

  it.each(files)('has the same figures of %s', (_, csv) => {
    const profile = profileOf(csv);
    const { components, spearman, cramersV, information } = profile.relations;
    const peers = peersOf(csv, profile);
    peers.explained.forEach((share, at) => {
      expect(components!.explained[at]).toBeCloseTo(share, 8);
      // Up to sign: neither direction has one of its own.
      const ours = components!.loadings[at]!;
      const theirs = peers.loadings[at]!;
      const sign = Math.sign(ours.reduce((sum, x, c) => sum + x * theirs[c]!, 0));
      ours.forEach((x, c) => {
        expect(x).toBeCloseTo(sign * theirs[c]!, 5);
      });
      if (components!.points.length === profile.rows)
        peers.points.forEach((point, row) => {
          expect(Math.abs(components!.points[row]![at]! - sign * point[at]!)).toBeLessThan(2e-3);
        });
    });
    expect(spearman!.columns).toEqual(components!.columns);
    peers.spearman.forEach((row, i) => {
      row.forEach((rho, j) => {
        expect(spearman!.values[i]![j]).toBeCloseTo(rho, 5);
      });
    });
    const kinds = cramersV!.columns;
    let pair = 0;
    for (let i = 0; i < kinds.length; i++)
      for (let j = 0; j < i; j++, pair++) {
        const at = [i, j].map((k) => information!.columns.indexOf(kinds[k]!));
        expect(cramersV!.values[i]![j]).toBeCloseTo(peers.cramersV[pair]!, 5);
        expect(information!.values[at[0]!]![at[1]!]).toBeCloseTo(peers.information[pair]!, 5);
      }
    expect(pair).toBeGreaterThan(2);
    kinds.forEach((name, i) => {
      const at = information!.columns.indexOf(name);
      expect(information!.values[at]![at]).toBeCloseTo(peers.entropy[i]!, 5);
    });
  });
});

describe('the one-hot table of the course', () => {
  it('has its date and its month listed as redundant, by Cramér’s V', () => {
    // As printed: a date of November that says Septiembre, and the encoded row follows the label.
    const { warnings } = profileOf(
      'fecha,Produccion,Mes\n2015-02-01,515,Febrero\n2001-11-01,629,Septiembre\n2010-12-01,603,Noviembre\n',
    );
    expect(warnings).toEqual([
      {
        code: 'redundant-columns',
        column: 'Mes',
        value: 1,
        facts: { other: 'fecha', measure: 'cramers_v', part: 'month' },
      },
    ]);
  });
});

describe('the wines', () => {
  const path = join(DATA, 'wine-red.csv');
  (existsSync(path) ? it : it.skip)('have 240 rows that repeat one before, and two directions', () => {
    const { duplicateRows, relations } = profileOf(readFileSync(path));
    expect(duplicateRows).toBe(240);
    expect(relations.rows).toBe(1599);
    expect(relations.components!.points).toHaveLength(1000);
  });
});
