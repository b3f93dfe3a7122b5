// Row 14 of the goals: what our server adds to an answer that is bytes already.
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';

import {
  COURSE,
  TOKENS,
  addChallenge,
  addSubmissions,
  benchDatabase,
  fillCourse,
  guestTokenOf,
  idOf,
  withClient,
} from './course.mjs';
import { fire } from './fire.mjs';
import { ourServer, rawServer } from './server.mjs';

const GROUPS = 200;
const NAME = 'board-http';
const MEMBER = `/api/courses/${COURSE}/challenges/${idOf(NAME)}/leaderboard`;
const GUEST = `/api/boards/${guestTokenOf(NAME)}`;
const cookie = { cookie: `holdout=${TOKENS.student}` };

export const boardHttp = {
  name: 'board-http',
  title:
    'an unchanged board of 200 groups over HTTP against raw node:http with the same bytes (row 14)',
  unit: 'requests/s',
  rounds: { full: 5, quick: 1 },
  async prepare({ quick, say }) {
    const database = await benchDatabase();
    await withClient(database.url, async (client) => {
      await fillCourse(client, GROUPS);
      await addChallenge(client, NAME);
      await addSubmissions(client, NAME, 20_000, GROUPS);
    });
    const ours = await ourServer(database.url, say);
    const guest = await fetch(`${ours.base}${GUEST}`);
    const member = await fetch(`${ours.base}${MEMBER}`, { headers: cookie });
    const folder = mkdtempSync(`${tmpdir()}/holdout-bench-`);
    writeFileSync(`${folder}/payload`, Buffer.from(await guest.arrayBuffer()));
    const raw = await rawServer(`${folder}/payload`);
    return {
      context: {
        seconds: quick ? 2 : 5,
        ours: ours.base,
        raw: raw.base,
        guestTag: guest.headers.get('etag'),
        memberTag: member.headers.get('etag'),
      },
      async end() {
        await raw.stop();
        await ours.stop();
        await database.stop();
        rmSync(folder, { recursive: true });
      },
    };
  },
  arms: {
    raw: { title: 'raw, in full', run: (c) => answers(c, c.raw, GUEST, {}) },
    guest: { title: 'ours, guest, in full', run: (c) => answers(c, c.ours, GUEST, {}) },
    member: { title: 'ours, member, in full', run: (c) => answers(c, c.ours, MEMBER, cookie) },
    'raw-304': {
      title: 'raw, 304',
      run: (c) => answers(c, c.raw, GUEST, { 'if-none-match': '"raw"' }),
    },
    'guest-304': {
      title: 'ours, guest, 304',
      run: (c) => answers(c, c.ours, GUEST, { 'if-none-match': c.guestTag }),
    },
    'member-304': {
      title: 'ours, member, 304',
      run: (c) => answers(c, c.ours, MEMBER, { ...cookie, 'if-none-match': c.memberTag }),
    },
  },
  ratios: ['guest', 'member'].flatMap((who) =>
    ['', '-304'].map((how) => ({
      title: `ours ÷ raw, ${who}, ${how === '' ? 'in full' : '304'}`,
      goal: '≥ 0.35, aim 0.8',
      needs: [`raw${how}`, `${who}${how}`],
      of: (round) => round[`${who}${how}`].figure / round[`raw${how}`].figure,
    })),
  ),
  checks: [
    {
      title: 'the bytes are the same',
      needs: ['raw', 'guest'],
      holds: ({ raw, guest }) => raw.value === guest.value,
    },
    {
      title: 'who has it is answered 304',
      needs: ['raw-304', 'guest-304', 'member-304'],
      holds: (round) =>
        ['raw-304', 'guest-304', 'member-304'].every((arm) => round[arm].facts.status === 304),
    },
  ],
};

async function answers({ seconds }, base, path, headers) {
  const one = await fetch(`${base}${path}`, { headers });
  const value = createHash('sha256')
    .update(await one.text())
    .digest('hex');
  await fire({ url: `${base}${path}`, headers, duration: 2 }); // warm: the first requests run uncompiled
  const { requests, latency, faults } = await fire({
    url: `${base}${path}`,
    headers,
    duration: seconds,
  });
  return {
    figure: requests.average,
    value,
    facts: { status: one.status, 'p50 ms': latency.p50, 'p99 ms': latency.p99, faults },
  };
}
