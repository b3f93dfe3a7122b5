// Rows 10 and 11 of the goals: a board is read, not computed.
import { createHash } from 'node:crypto';

import { addChallenge, benchDatabase, fillCourse, idOf, withClient } from './course.mjs';
import { median } from './median.mjs';

const GROUPS = 10_000;
const TOP = 50;
const CHALLENGE = idOf('board-sql');

/** As the product reads it (leaderboard.repository.ts, `lines`), the first of it. */
const OURS = `SELECT t.group_id AS "groupId", g.name, t.score, t.sort_key AS "sortKey", t.achieved_at AS "achievedAt"
  FROM standings t JOIN groups g ON g.id = t.group_id
 WHERE t.challenge_id = $1 AND t.part = 'public'
 ORDER BY t.sort_key, t.achieved_at, t.group_id LIMIT ${TOP}`;

/** From the scores at each reading; the index covers it, and the table has no join to make. */
const WINDOW = `WITH best AS (
    SELECT group_id, score, received_at,
           row_number() OVER (PARTITION BY group_id ORDER BY score DESC, received_at) AS n
      FROM bench_scores WHERE challenge_id = $1),
  ranked AS (SELECT group_id, score, received_at, rank() OVER (ORDER BY score DESC) AS rank FROM best WHERE n = 1)
SELECT r.group_id AS "groupId", g.name, r.score, r.received_at AS "achievedAt", r.rank::int
  FROM ranked r JOIN groups g ON g.id = r.group_id ORDER BY r.score DESC, r.received_at, r.group_id LIMIT ${TOP}`;

export const boardSql = {
  name: 'board-sql',
  title: `top ${TOP} of 10,000 groups over 1e6 submissions (rows 10 and 11)`,
  unit: 'ms',
  rounds: { full: 5, quick: 1 },
  async prepare({ say }) {
    const { url, stop } = await benchDatabase();
    say('1e6 scores of 10,000 groups …');
    await withClient(url, fill);
    return { context: { url }, end: stop };
  },
  arms: {
    ours: {
      title: 'a row per group, by its index',
      run: ({ url }) => timed(url, OURS, 500, ranked),
    },
    window: {
      title: 'window function, covering index',
      run: ({ url }) => timed(url, WINDOW, 3, (rows) => rows),
    },
    floor: { title: 'SELECT 1', run: ({ url }) => timed(url, 'SELECT 1', 500, () => []) },
  },
  ratios: [
    {
      title: 'window ÷ ours',
      goal: '≥ 200, aim 500',
      needs: ['ours', 'window'],
      of: ({ ours, window }) => window.figure / ours.figure,
    },
    {
      title: 'ours ÷ SELECT 1',
      goal: '≤ 4, aim ≤ 2',
      needs: ['ours', 'floor'],
      of: ({ ours, floor }) => ours.figure / floor.figure,
    },
  ],
  checks: [
    {
      title: 'both answer the same groups, scores, times and ranks',
      needs: ['ours', 'window'],
      holds: ({ ours, window }) => ours.value === window.value,
    },
  ],
};

async function fill(client) {
  await fillCourse(client, GROUPS);
  await addChallenge(client, 'board-sql');
  await client.query('SELECT setseed(0.42)');
  await client.query(`
    CREATE TABLE bench_scores (challenge_id uuid, group_id uuid, submission_id uuid, score float8, received_at timestamptz);
    INSERT INTO bench_scores
      SELECT '${CHALLENGE}', bench_id('group' || (1 + n % ${GROUPS})), bench_id('s' || n),
             round((0.5 + random() * 0.45)::numeric, 4)::float8, timestamptz '2026-03-02 15:00Z' + n * interval '1 second'
        FROM generate_series(0, 999999) n;
    CREATE INDEX ON bench_scores (challenge_id, group_id, score DESC, received_at);
    INSERT INTO standings (challenge_id, part, group_id, submission_id, evaluation_id, score, sort_key, achieved_at, submissions)
      SELECT DISTINCT ON (group_id) challenge_id, 'public', group_id, submission_id, submission_id, score, -score, received_at, 100
        FROM bench_scores ORDER BY group_id, score DESC, received_at;`);
  await client.query('VACUUM ANALYZE');
}

async function ranked(rows) {
  const { ranksOf } = await import('../../apps/api/src/leaderboard/standings.rules.ts');
  const ranks = ranksOf(rows.map(({ sortKey }) => sortKey));
  return rows.map((row, i) => ({ ...row, rank: ranks[i] }));
}

/** The median of many calls of a prepared statement on one connection. */
function timed(url, text, calls, boardOf) {
  return withClient(url, async (client) => {
    const values = text.includes('$1') ? [CHALLENGE] : [];
    const query = { name: 'board', text, values };
    const call = async () => {
      const began = performance.now();
      const { rows } = await client.query(query);
      return { ms: performance.now() - began, rows };
    };
    const { ms: first, rows } = await call();
    const times = [];
    for (let n = 0; n < calls; n++) times.push((await call()).ms);
    const board = (await boardOf(rows)).map(({ groupId, name, score, achievedAt, rank }) => [
      groupId,
      name,
      score,
      achievedAt.toISOString(),
      rank,
    ]);
    const value = createHash('sha256').update(JSON.stringify(board)).digest('hex');
    return { figure: median(times), first, value, facts: { calls } };
  });
}
