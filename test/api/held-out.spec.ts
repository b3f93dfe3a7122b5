import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

import { symbols } from 'pino';
import type { Response } from 'supertest';

import * as contracts from '@holdout/contracts';

import { Log } from '../../apps/api/src/platform/log';
import { Laboratory, rowsOf } from '../support/laboratory';

jest.setTimeout(120_000);

/** Values that stand nowhere by chance: nine digits of no pattern for each row, and three kinds with strange names. */
const ROWS = 120;
const KINDS = ['zafiroclaro', 'topaciogris', 'rubioscuro'];
const price = (i: number) => String(100_000_000 + ((i * 104_729_153 + 7_654_321) % 899_999_999));
const kind = (i: number) => KINDS[(i * 7 + (i % 5)) % 3]!;
const SOURCE = Array.from({ length: ROWS }, (_, i) => ({
  alto: String((i * 37) % 211),
  ancho: (i * 1.25).toFixed(2),
  color: ['rojo', 'verde'][(i >> 1) % 2]!,
  precio: price(i),
  piedra: kind(i),
}));
type Row = (typeof SOURCE)[number];
const COLUMNS = Object.keys(SOURCE[0]!) as (keyof Row)[];
const CSV = `${COLUMNS.join(',')}\n${SOURCE.map((row) => COLUMNS.map((name) => row[name]).join(',')).join('\n')}\n`;

const FEATURES = ['alto', 'ancho', 'color'] as const;
const FILES = contracts.ChallengeFile.options;

type Route = contracts.AnyRouteSpec;
const ROUTES: readonly Route[] = Object.entries(contracts)
  .filter(([name]) => name.endsWith('Routes'))
  .flatMap(([, group]) => Object.values(group as Record<string, Route>));
/** All that answer and end; a stream tells ids of what changed, and its events are read as rows below. */
const READABLE = ROUTES.filter((route) => route.method === 'GET' && !('event' in route));

describe('held-out labels', () => {
  let lab: Laboratory;
  let datasetId: string;
  let versionId: string;
  let challengeIds: string[];
  let submissionId: string;
  let guestToken: string;
  const logged: string[] = [];
  /** What no student may ever read. */
  let held: string[];
  let partOf: Map<string, number>;

  beforeAll(async () => {
    lab = await Laboratory.open({ LOG_LEVEL: 'trace' });
    for (const log of [lab.t.app.get(Log), lab.worker.log])
      Reflect.set(log.pino, symbols.streamSym, { write: (line: string) => logged.push(line) });
    const { datasetId: id, version } = await lab.aSplit(CSV);
    datasetId = id;
    versionId = version.id;
    const ends = { opensAt: null, closesAt: '2026-03-09T05:00:00Z' };
    const asks = [
      { target: { kind: 'column', column: 'precio' }, task: 'regression', metric: 'rmse' },
      {
        target: { kind: 'rule', name: 'caro', rule: 'precio >= 500000000' },
        task: 'binary',
        metric: 'roc_auc',
      },
      { target: { kind: 'column', column: 'piedra' }, task: 'multiclass', metric: 'log_loss' },
    ] as const;
    const drafts = [];
    for (const ask of asks) drafts.push(await lab.aDraft(version.id, { ...ask, ...ends }));
    challengeIds = drafts.map((draft) => draft.id);
    for (const challengeId of challengeIds) {
      const { state, complaints } = await lab.publish(challengeId);
      expect([state, complaints]).toEqual(['open', []]);
    }
    const { ids, parts } = await lab.worker.vault.split(versionId);
    partOf = new Map([...ids].map((each, row) => [String(each), parts[row]!]));
    held = SOURCE.filter((_, row) => parts[row] !== 0).map(({ precio }) => precio);
    submissionId = await submitted();
    guestToken = await guestLink();
  });
  afterAll(() => lab.close());

  /** The sample, sent back and scored; a second file that is refused, so that complaints are read too. */
  async function submitted(): Promise<string> {
    const to = `${lab.path}/challenges/${challengeIds[0]!}/submissions`;
    const sample = await lab.file(challengeIds[0]!, 'sample_submission.csv');
    const send = (content: string, key: string) =>
      lab.t
        .as(lab.student)
        .post(to)
        .set('idempotency-key', key)
        .attach('file', Buffer.from(content), 'predictions.csv')
        .expect(201);
    await send('id,prediction\n1,x\n', lab.t.nextKey());
    const { body } = await send(sample, lab.t.nextKey());
    await lab.worker.evaluate();
    const id = (body as { id: string }).id;
    const seen = await lab.t.as(lab.student).get(`${lab.path}/submissions/${id}`).expect(200);
    expect(JSON.stringify(seen.body)).toContain('"scored"');
    return id;
  }

  async function guestLink(): Promise<string> {
    const { body } = await lab.t
      .as(lab.instructor)
      .post(`${lab.path}/challenges/${challengeIds[0]!}/guest-link`)
      .expect(201);
    return (body as { url: string }).url.split('/').at(-1)!;
  }

  function address(route: Route, challengeId: string, name: string): string {
    const known: Record<string, string> = {
      courseId: lab.courseId,
      datasetId,
      versionId,
      challengeId,
      submissionId,
      token: guestToken,
      name,
    };
    const path = route.path.replace(
      /:(\w+)/g,
      (_, param: string) => known[param] ?? '01890000-0000-7000-8000-000000000000',
    );
    return `/api${path}`;
  }

  const NAMES = [...FILES, 'upload', 'predictions.csv', 'validation.csv', 'log.txt'];
  const textOf = ({ body, text }: Response) =>
    Buffer.isBuffer(body) ? body.toString('latin1') : text || JSON.stringify(body);

  /** Every address of every route, with the status and the whole answer. */
  async function crawl(as: 'student' | 'guest') {
    const addresses = new Set(
      READABLE.flatMap((route) =>
        challengeIds.flatMap((id) =>
          (route.path.includes(':name') ? NAMES : ['']).map((name) => address(route, id, name)),
        ),
      ),
    );
    const answers: { path: string; status: number; text: string }[] = [];
    for (const path of addresses) {
      const client = as === 'student' ? lab.t.as(lab.student) : lab.t.anonymous();
      const answer = await client.get(path).buffer(true);
      answers.push({ path, status: answer.status, text: textOf(answer) });
    }
    return answers;
  }

  function expectNothingHeld(where: string, text: string): void {
    const found = held.filter((label) => text.includes(label));
    expect({ where, found }).toEqual({ where, found: [] });
  }

  it('are in no answer to a student, open or revealed, nor to a guest', async () => {
    const reached = { student: 0, guest: 0 };
    const look = async (as: 'student' | 'guest') => {
      for (const { path, status, text } of await crawl(as)) {
        expect({ path, bug: status >= 500 }).toEqual({ path, bug: false });
        if (status === 200) reached[as]++;
        expectNothingHeld(`${as} ${path}`, text);
      }
    };
    await look('student');
    await look('guest');
    expect(reached.student).toBeGreaterThan(20);
    expect(reached.guest).toBeGreaterThan(1);

    lab.t.clock.moveTo('2026-03-10T05:00:00Z');
    for (const id of challengeIds)
      await lab.t
        .as(lab.instructor)
        .post(`${lab.path}/challenges/${id}/reveal`)
        .send({ confirm: 'Reto' })
        .expect(201);
    await look('student');
    await look('guest');
  });

  it('are not in the profile that students see: it knows train alone', async () => {
    const { body } = await lab.t
      .as(lab.student)
      .get(`${lab.path}/datasets/${datasetId}/versions/${versionId}/profile`)
      .expect(200);
    const { rows, columns } = contracts.Profile.parse(body);
    const train = SOURCE.filter(({ precio }) => !held.includes(precio));
    expect(rows).toBe(train.length);
    const numbers = train.map(({ precio }) => Number(precio));
    expect(columns.find(({ name }) => name === 'precio')).toMatchObject({
      min: Math.min(...numbers),
      max: Math.max(...numbers),
    });
  });

  it('are refused with the file they came in', async () => {
    const original = `${lab.path}/datasets/${datasetId}/versions/${versionId}/original`;
    await lab.t.as(lab.student).get(original).expect(404);
    expect(textOf(await lab.t.as(lab.instructor).get(original).buffer(true))).toContain(held[0]);
  });

  it('are in no row but the vault’s and the staff’s own profile: not in a queue, an event, a log of deeds', async () => {
    const tables = await lab.t.db.query<{ schema: string; name: string }[]>(
      `SELECT table_schema AS schema, table_name AS name FROM information_schema.tables
        WHERE table_schema NOT IN ('vault', 'pg_catalog', 'information_schema') AND table_type = 'BASE TABLE'`,
    );
    expect(tables.length).toBeGreaterThan(20);
    for (const { schema, name } of tables) {
      const rows = await lab.t.db.query<{ text: string }[]>(
        `SELECT (to_jsonb(t) - '${name === 'dataset_versions' ? 'profile' : ''}')::text AS text FROM "${schema}"."${name}" t`,
      );
      expectNothingHeld(`${schema}.${name}`, rows.map(({ text }) => text).join('\n'));
    }
  });

  it('are in no file but the upload, and in no line of a log', async () => {
    const [{ blob }] = await lab.t.db.query<[{ blob: string }]>(
      'SELECT blob FROM dataset_versions WHERE id = $1',
      [versionId],
    );
    const files = readdirSync(lab.t.data, { recursive: true, withFileTypes: true }).filter(
      (entry) => entry.isFile(),
    );
    expect(files.some(({ name }) => name === blob)).toBe(true);
    expect(files.length).toBeGreaterThan(10);
    for (const { name, parentPath } of files)
      if (name !== blob) expectNothingHeld(name, readFileSync(join(parentPath, name), 'latin1'));
    expect(logged.length).toBeGreaterThan(50);
    expectNothingHeld('log', logged.join(''));
  });

  it('cannot be joined from the files of all challenges: no cell of a held-out row is an answer', async () => {
    const keyOf = (row: Record<string, string | undefined>) =>
      FEATURES.map((name) => row[name]).join('|');
    const source = new Map(SOURCE.map((row) => [keyOf(row), row]));
    expect(source.size).toBe(ROWS);
    const idOf = new Map<string, string>();
    const cells = new Map<string, Map<string, string>>();
    for (const id of challengeIds)
      for (const name of FILES.filter((file) => file !== 'dictionary.csv'))
        for (const row of rowsOf(await lab.file(id, name))) {
          if (row['alto'] !== undefined) idOf.set(row['id']!, keyOf(row));
          const all = cells.get(row['id']!) ?? new Map<string, string>();
          for (const [column, cell] of Object.entries(row))
            all.set(`${id} ${name} ${column}`, cell);
          cells.set(row['id']!, all);
        }
    expect(cells.size).toBe(ROWS);
    let joined = 0;
    for (const [id, all] of cells) {
      const truth = source.get(idOf.get(id)!)!;
      const columns = new Set([...all.keys()].map((key) => key.split(' ').at(-1)!));
      if (partOf.get(id) === 0) {
        // The join works: of a training row it finds every answer, among them the two of others' challenges.
        const found = new Set(all.values());
        expect(found.has(truth.precio) && found.has(truth.piedra)).toBe(true);
        continue;
      }
      joined++;
      // What a model is to say, and the sample says the same of every row.
      const said = ['prediction', 'probability', ...KINDS.map((each) => `proba_${each}`)];
      expect([...columns].filter((name) => ![...said, 'id', ...FEATURES].includes(name))).toEqual(
        [],
      );
      expect([...all.values()]).not.toContain(truth.precio);
    }
    expect(joined).toBe(held.length);
    for (const id of challengeIds) {
      const sample = rowsOf(await lab.file(id, 'sample_submission.csv'));
      expect(new Set(sample.map((row) => JSON.stringify({ ...row, id: '' }))).size).toBe(1);
    }
  });

  it('are not told by order: public and private rows stand mixed', async () => {
    const test = rowsOf(await lab.file(challengeIds[0]!, 'test.csv'));
    const sides = test.map(({ id }) => partOf.get(id!)!);
    const changes = sides.filter((side, i) => i > 0 && side !== sides[i - 1]).length;
    // Of a fair mix about half of the neighbours differ; of two blocks one.
    expect(changes).toBeGreaterThan(sides.length / 4);
  });
});
