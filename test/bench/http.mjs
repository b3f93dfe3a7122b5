// What a class of 200 groups asks for, at 200 requests per second.
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
import { fire } from './fire.mjs';
import { ourServer } from './server.mjs';

const GROUPS = 200;
const NAME = 'http';
const CHALLENGE = `/api/courses/${COURSE}/challenges/${idOf(NAME)}`;

const PAGES = {
  leaderboard: ['leaderboard, student', `${CHALLENGE}/leaderboard`, 'student'],
  mine: ['submissions of my group, student', `${CHALLENGE}/submissions`, 'student'],
  all: ['submissions of all groups, instructor', `${CHALLENGE}/submissions`, 'instructor'],
};

export const http = {
  name: 'http',
  title: 'leaderboard and submission list, 200 groups, 20,000 submissions, 200 requests/s',
  unit: 'p99 ms',
  rounds: { full: 3, quick: 1 },
  async prepare({ quick, say }) {
    const database = await benchDatabase();
    await withClient(database.url, async (client) => {
      await fillCourse(client, GROUPS);
      await addChallenge(client, NAME);
      await addSubmissions(client, NAME, 20_000, GROUPS);
    });
    const server = await ourServer(database.url, say);
    return {
      context: { base: server.base, seconds: quick ? 3 : 15 },
      async end() {
        await server.stop();
        await database.stop();
      },
    };
  },
  arms: Object.fromEntries(
    Object.entries(PAGES).map(([arm, [title, path, who]]) => [
      arm,
      { title, run: (context) => atRate(context, path, who) },
    ]),
  ),
  ratios: [],
  checks: [
    {
      title: 'every request was answered with what it asked for',
      needs: Object.keys(PAGES),
      holds: (round) => Object.values(round).every(({ facts }) => facts.faults === 0),
    },
  ],
};

async function atRate({ base, seconds }, path, who) {
  const options = { url: `${base}${path}`, headers: { cookie: `holdout=${TOKENS[who]}` } };
  await fire({ ...options, overallRate: 200, duration: 2 }); // warm
  const { latency, requests, faults } = await fire({
    ...options,
    overallRate: 200,
    duration: seconds,
  });
  return {
    figure: latency.p99,
    facts: {
      'p50 ms': latency.p50,
      'max ms': latency.max,
      'requests/s': requests.average,
      faults,
      goal: 'p99 under 50',
    },
  };
}
