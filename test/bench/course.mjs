// A course in a database, as large as a bench wants it, filled by SQL from a seed.
import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';

import pg from 'pg';

import { dataFolder } from '../../tools/data-folder.mjs';
import { migrate } from '../../tools/migrate.mjs';
import { openDatabase } from '../../tools/postgres.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** A cluster of the benches' own with one fresh migrated database. */
export async function benchDatabase() {
  const cluster = await openDatabase({
    folder: `${dataFolder(root)}/postgres-bench`,
    database: 'postgres',
    settings: { synchronous_commit: 'off', shared_buffers: '256MB', jit: 'off' },
    env: {},
  });
  const url = new URL(cluster.url);
  url.pathname = '/bench';
  await withClient(cluster.url, async (client) => {
    await client.query('DROP DATABASE IF EXISTS bench WITH (FORCE)');
    await client.query('CREATE DATABASE bench');
  });
  await migrate(url.href);
  return { url: url.href, stop: () => cluster.stop() };
}

export async function withClient(url, work) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** A name that is the same in every run. */
export function idOf(thing) {
  const hex = createHash('md5').update(thing).digest('hex');
  return hex.replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12})$/, '$1-$2-7$3-8$4-$5');
}

export const COURSE = idOf('course');
export const TOKENS = {
  instructor: 'i'.repeat(43),
  student: 's'.repeat(43),
  guest: 'g'.repeat(43),
};
const digestOf = (token) => createHash('sha256').update(token).digest('hex');

/** People and groups: an instructor, and a student in each group. */
export async function fillCourse(client, groups) {
  await client.query('SET session_replication_role = replica'); // no foreign keys, no triggers: a fill, not a use
  await client.query(`
    CREATE FUNCTION bench_id(thing text) RETURNS uuid IMMUTABLE PARALLEL SAFE LANGUAGE sql
      AS $$ SELECT overlay(overlay(md5(thing) placing '7' from 13) placing '8' from 17)::uuid $$;
    INSERT INTO courses (id, title, programme, term, time_zone, scale, matrix_orientation, groups_open_at, created_at)
      VALUES ('${COURSE}', 'Bench', '', '2026-1', 'America/Bogota', '0-5', 'rows-model', now(), now());
    INSERT INTO accounts (id, email, given_name, family_name, created_at)
      SELECT bench_id('account' || n), 'p' || n || '@example.org', 'Persona', 'N.º ' || n, now() FROM generate_series(0, ${groups}) n;
    INSERT INTO members (id, course_id, account_id, role, joined_at)
      SELECT bench_id('member' || n), '${COURSE}', bench_id('account' || n),
             CASE n WHEN 0 THEN 'instructor' ELSE 'student' END, now() FROM generate_series(0, ${groups}) n;
    INSERT INTO groups (id, course_id, name, pseudonym, join_code, created_at)
      SELECT bench_id('group' || n), '${COURSE}', 'Grupo ' || n, 'Cóndor ' || n, 'CODE' || n, now() FROM generate_series(1, ${groups}) n;
    INSERT INTO memberships (id, course_id, member_id, group_id, since)
      SELECT bench_id('membership' || n), '${COURSE}', bench_id('member' || n), bench_id('group' || n), now() FROM generate_series(1, ${groups}) n;
    INSERT INTO blobs (sha256, bytes, created_at) VALUES ('${'b'.repeat(64)}', 1, now());
    INSERT INTO datasets (id, course_id, name, description, source, licence, dictionary, created_at)
      VALUES ('${idOf('dataset')}', '${COURSE}', 'Vinos', '', '', '', '{}', now());
    INSERT INTO dataset_versions (id, dataset_id, number, state, blob, filename, bytes, columns, complaints, split_state, split_complaints, created_at)
      VALUES ('${idOf('version')}', '${idOf('dataset')}', 1, 'ready', '${'b'.repeat(64)}', 'vinos.csv', 1, '[]', '[]', 'made', '[]', now());`);
  for (const [who, n] of [
    ['instructor', 0],
    ['student', 1],
  ])
    await client.query(
      `INSERT INTO sessions (token_hash, account_id, user_agent, created_at, last_seen_at, expires_at)
       VALUES ($1, bench_id('account' || $2::int), 'bench', now(), now() + interval '1 hour', now() + interval '1 day')`,
      [digestOf(TOKENS[who]), n],
    );
}

/** A challenge that is open, and watched by guests. */
export async function addChallenge(client, name) {
  const id = idOf(name);
  await client.query(
    `INSERT INTO challenges (id, course_id, dataset_version_id, title, description, target, task, metric, openness, quota_per_day, finals,
       limits, group_ids, features, classes, part_rows, files, baselines, warnings, complaints, published_at, created_at)
     VALUES ($1, $2, $3, $4, '', '{"kind":"column","column":"clase"}', 'binary', 'accuracy', 'scores', 5, 2, '{"cpuSeconds":60,"memoryMiB":1024}',
       '[]', '[]', '["no","sí"]', '{"train":600,"public":200,"private":200}', '[]', '[{"kind":"majority","value":0.55}]', '[]', '[]', now(), now())`,
    [id, COURSE, idOf('version'), name],
  );
  await client.query(
    'INSERT INTO guest_links (challenge_id, token_hash, created_at) VALUES ($1, $2, now())',
    [id, digestOf(`${name}${TOKENS.guest}`.slice(0, 43))],
  );
  return id;
}

export const guestTokenOf = (name) => `${name}${TOKENS.guest}`.slice(0, 43);

/** Scored submissions, each group's turn after the other's, and the lines that follow from them. */
export async function addSubmissions(client, challengeName, count, groups) {
  const id = idOf(challengeName);
  const thing = (what) => `bench_id('${what}' || '${challengeName}' || n)`;
  await client.query('SELECT setseed(0.42)');
  await client.query(`
    INSERT INTO submissions (id, course_id, challenge_id, group_id, member_id, kind, blob, filename, bytes, note, idempotency_key, received_at)
      SELECT ${thing('submission')}, '${COURSE}', '${id}', bench_id('group' || (1 + n % ${groups})), bench_id('member' || (1 + n % ${groups})),
             'predictions', '${'b'.repeat(64)}', 'p.csv', 1, '', ${thing('key')}, timestamptz '2026-03-02 15:00Z' + n * interval '1 second'
        FROM generate_series(0, ${count - 1}) n;
    INSERT INTO evaluations (id, submission_id, version, state, stages, queued_at, finished_at)
      SELECT ${thing('evaluation')}, ${thing('submission')}, 1, 'scored', '[]', now(), now() FROM generate_series(0, ${count - 1}) n;
    INSERT INTO scores (evaluation_id, part, metric, value, low, high)
      SELECT ${thing('evaluation')}, part, 'accuracy', v, v - 0.03, v + 0.03
        FROM generate_series(0, ${count - 1}) n
        CROSS JOIN LATERAL (SELECT part, round((0.5 + random() * 0.45)::numeric, 4)::float8 AS v
                              FROM unnest(ARRAY['public', 'private']) part WHERE n >= 0) figures;
    INSERT INTO standings (challenge_id, part, group_id, submission_id, evaluation_id, score, low, high, sort_key, achieved_at, submissions)
      SELECT DISTINCT ON (s.group_id) '${id}', 'public', s.group_id, s.id, e.id, c.value, c.low, c.high, -c.value, s.received_at,
             count(*) OVER (PARTITION BY s.group_id)
        FROM submissions s JOIN evaluations e ON e.submission_id = s.id
        JOIN scores c ON c.evaluation_id = e.id AND c.part = 'public' WHERE s.challenge_id = '${id}'
       ORDER BY s.group_id, c.value DESC, s.received_at;
    INSERT INTO board_versions (challenge_id, version, updated_at) VALUES ('${id}', 1, now());`);
  await client.query('VACUUM ANALYZE');
}
