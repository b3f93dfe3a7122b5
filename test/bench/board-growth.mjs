// A board costs what its groups cost, however much they submitted.
import { createHash } from 'node:crypto';

import {
  COURSE,
  TOKENS,
  addChallenge,
  addSubmissions,
  benchDatabase,
  fillCourse,
  idOf,
  withClient,
} from './course.mjs';
import { median } from './median.mjs';
import { ourServer } from './server.mjs';

const GROUPS = 200;
const SIZES = [2_000, 20_000, 200_000];
const CALLS = 60;

/** The same board from the scores, as a peer would ask for it: what grows. */
const FROM_SCORES = `SELECT group_id, value FROM (
    SELECT s.group_id, c.value, s.received_at, row_number() OVER (PARTITION BY s.group_id ORDER BY c.value DESC, s.received_at) AS n
      FROM submissions s JOIN evaluations e ON e.submission_id = s.id AND e.state = 'scored' AND e.superseded_at IS NULL
      JOIN scores c ON c.evaluation_id = e.id AND c.part = 'public' AND c.metric = 'accuracy' WHERE s.challenge_id = $1) best
  WHERE n = 1 ORDER BY value DESC, received_at, group_id`;

const nameOf = (size) => `growth-${size}`;
const boards = SIZES.map((size) => [
  `board-${size}`,
  {
    title: `board over HTTP, made anew, ${size} submissions`,
    run: (context) => board(context, size),
  },
]);
const peers = SIZES.map((size) => [
  `scores-${size}`,
  {
    title: `window function over the scores, ${size} submissions`,
    run: ({ url }) => fromScores(url, size),
  },
]);

export const boardGrowth = {
  name: 'board-growth',
  title: 'the board of 200 groups at 2,000, 20,000 and 200,000 submissions',
  unit: 'ms',
  rounds: { full: 5, quick: 1 },
  async prepare({ say }) {
    const database = await benchDatabase();
    await withClient(database.url, async (client) => {
      await fillCourse(client, GROUPS);
      for (const size of SIZES) {
        say(`${size} submissions …`);
        await addChallenge(client, nameOf(size));
        await addSubmissions(client, nameOf(size), size, GROUPS);
      }
    });
    const server = await ourServer(database.url, say);
    return {
      context: { url: database.url, base: server.base },
      async end() {
        await server.stop();
        await database.stop();
      },
    };
  },
  arms: Object.fromEntries([...boards, ...peers]),
  ratios: [
    {
      title: 'board at 200,000 ÷ board at 2,000',
      goal: 'about 1',
      needs: ['board-200000', 'board-2000'],
      of: (round) => round['board-200000'].figure / round['board-2000'].figure,
    },
    {
      title: 'window function at 200,000 ÷ at 2,000',
      goal: '(what it would be)',
      needs: ['scores-200000', 'scores-2000'],
      of: (round) => round['scores-200000'].figure / round['scores-2000'].figure,
    },
  ],
  checks: SIZES.map((size) => ({
    title: `at ${size} the board is what follows from the scores`,
    needs: [`board-${size}`, `scores-${size}`],
    holds: (round) => round[`board-${size}`].value === round[`scores-${size}`].value,
  })),
};

/** A new version before each reading, so that every one of them is made from the database. */
function board({ url, base }, size) {
  const id = idOf(nameOf(size));
  return withClient(url, async (client) => {
    const call = async () => {
      await client.query(
        'UPDATE board_versions SET version = version + 1 WHERE challenge_id = $1',
        [id],
      );
      const began = performance.now();
      const answer = await fetch(`${base}/api/courses/${COURSE}/challenges/${id}/leaderboard`, {
        headers: { cookie: `holdout=${TOKENS.instructor}` },
      });
      const body = await answer.text();
      if (answer.status !== 200) throw new Error(`${answer.status} ${body}`);
      return { ms: performance.now() - began, body };
    };
    const { ms: first, body } = await call();
    const times = [];
    for (let n = 0; n < CALLS; n++) times.push((await call()).ms);
    const rows = JSON.parse(body).rows.map(({ groupId, score }) => [groupId, score]);
    return {
      figure: median(times),
      first,
      value: digest(rows),
      facts: { groups: rows.length, bytes: body.length },
    };
  });
}

function fromScores(url, size) {
  return withClient(url, async (client) => {
    const call = async () => {
      const began = performance.now();
      const { rows } = await client.query({
        name: 'scores',
        text: FROM_SCORES,
        values: [idOf(nameOf(size))],
      });
      return { ms: performance.now() - began, rows };
    };
    const { ms: first, rows } = await call();
    const times = [];
    for (let n = 0; n < 7; n++) times.push((await call()).ms);
    return {
      figure: median(times),
      first,
      value: digest(rows.map(({ group_id, value }) => [group_id, value])),
    };
  });
}

const digest = (rows) => createHash('sha256').update(JSON.stringify(rows)).digest('hex');
