import { randomUUID } from 'node:crypto';
import { join } from 'node:path';

import { DataSource, type MigrationInterface } from 'typeorm';

import { Report } from '@holdout/contracts';

import { freshDatabase } from '../support/database';

/** Migrations stand alone: no part of the types of what they change. */
const MIGRATION = join(__dirname, '../../migrations/1795600009001-reports-curve.ts');

/** As reports were stored before. */
const OLD = {
  part: 'validation',
  rows: 7,
  confusion: { labels: ['no', 'yes'], counts: [[3, 1], [1, 2]] }, // prettier-ignore
  perClass: [],
  roc: [
    { fpr: 0, tpr: 0, threshold: null },
    { fpr: 0.25, tpr: 2 / 3, threshold: 0.5 },
    { fpr: 1, tpr: 1, threshold: 0.1 },
  ],
  residuals: null,
};
const NUMBERS = {
  ...OLD,
  confusion: null,
  roc: null,
  residuals: { histogram: { edges: [0, 1], counts: [7] }, points: [[1, 2]] },
};

it('turns stored reports into counts at their thresholds, and back', async () => {
  const db = await new DataSource({
    type: 'postgres',
    url: await freshDatabase(),
    extra: { options: '-c session_replication_role=replica' }, // no evaluations needed
  }).initialize();
  const runner = db.createQueryRunner();
  const bodies = async () =>
    (await db.query<{ body: unknown }[]>('SELECT body FROM reports ORDER BY part')).map(
      ({ body }) => body,
    );
  try {
    const { ReportsCurve1795600009001: Migration } = (await import(MIGRATION)) as Record<
      string,
      new () => MigrationInterface
    >;
    const migration = new Migration!();
    await migration.down(runner);
    for (const [part, body] of [
      ['private', OLD],
      ['public', NUMBERS],
    ] as const)
      // prettier-ignore
      await db.query('INSERT INTO reports (evaluation_id, part, body) VALUES ($1, $2, $3)', [
        randomUUID(),
        part,
        JSON.stringify(body),
      ]);
    await migration.up(runner);
    const [classes, numbers] = (await bodies()).map((body) => Report.parse(body));
    expect(classes?.curve).toEqual({
      positives: 3,
      negatives: 4,
      corners: [
        { threshold: null, tp: 0, fp: 0 },
        { threshold: 0.5, tp: 2, fp: 1 },
        { threshold: 0.1, tp: 3, fp: 4 },
      ],
    });
    expect(numbers?.residuals?.levels).toEqual([]);
    expect(numbers?.curve).toBeNull();
    await migration.down(runner);
    expect(await bodies()).toEqual([OLD, NUMBERS]);
  } finally {
    await db.destroy();
  }
});
