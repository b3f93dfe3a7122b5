// A class takes a timed quiz at once: 150 students, 5 % cut connections, one restart of the server in the middle.
import { createHash } from 'node:crypto';
import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';

import { COURSE, benchDatabase, fillCourse, idOf, withClient } from './course.mjs';
import { builtServer, ourServer } from './server.mjs';

const STUDENTS = 150;
const QUESTIONS = 10;
const QUIZ = idOf('quiz');
const CUT = 0.05;
/** A student changes an answer so often; the browser saves within 2 s. */
const EVERY_MS = 2000;

export const quiz = {
  name: 'quiz',
  title: `an autosave while ${STUDENTS} students take a timed quiz, ${CUT * 100} % cut connections, one restart`,
  unit: 'p99 ms',
  rounds: { full: 1, quick: 1 },
  async prepare({ quick, say }) {
    const database = await benchDatabase();
    await withClient(database.url, fillQuiz);
    const server = await ourServer(database.url, say); // built once, before anything is measured
    await server.stop();
    return {
      // The server is away in the middle; `around` it is told apart.
      context: {
        url: database.url,
        seconds: quick ? 24 : 80,
        around: quick ? 6 : 15,
      },
      end: () => database.stop(),
    };
  },
  arms: { taken: { title: 'autosaves outside the restart', run: take } },
  ratios: [],
  checks: [
    {
      title: 'every acknowledged answer is stored; nothing is lost or doubled',
      needs: ['taken'],
      holds: ({ taken }) => taken.facts.lost === 0 && taken.facts.doubled === 0,
    },
    {
      title: 'all were handed in and marked',
      needs: ['taken'],
      holds: ({ taken }) => taken.facts['handed in'] === STUDENTS,
    },
  ],
};

async function fillQuiz(client) {
  await fillCourse(client, STUDENTS);
  await client.query(`
    INSERT INTO sessions (token_hash, account_id, user_agent, created_at, last_seen_at, expires_at)
      SELECT encode(sha256(('quiz-token-' || n)::bytea), 'hex'), bench_id('account' || n), 'bench', now(), now() + interval '1 hour', now() + interval '1 day'
        FROM generate_series(1, ${STUDENTS}) n;
    INSERT INTO question_banks (id, course_id, name, description, created_at)
      VALUES ('${idOf('bank')}', '${COURSE}', 'Banco', '', now());
    INSERT INTO questions (id, course_id, bank_id, version, title, type, tags, created_at, changed_at)
      SELECT bench_id('question' || n), '${COURSE}', '${idOf('bank')}', 1, 'Pregunta ' || n, 'numeric', '{}', now(), now()
        FROM generate_series(1, ${QUESTIONS}) n;
    INSERT INTO question_versions (id, question_id, number, content, account_id, created_at)
      SELECT bench_id('content' || n), bench_id('question' || n), 1, jsonb_build_object(
               'type', 'numeric', 'title', 'Pregunta ' || n, 'text', '¿Cuánto es?', 'points', 1, 'generalFeedback', '', 'tags', '[]'::jsonb,
               'parameters', '[]'::jsonb, 'wrongFeedback', '', 'units', '[]'::jsonb, 'unitRequired', false,
               'answers', '[{"id":"a","value":"7","tolerance":{"kind":"absolute","value":"0"},"share":"1","feedback":""}]'::jsonb),
             bench_id('account0'), now() FROM generate_series(1, ${QUESTIONS}) n;`);
  const entries = Array.from({ length: QUESTIONS }, (_, i) => ({
    kind: 'question',
    questionId: idOf(`question${i + 1}`),
    points: 1,
  }));
  await client.query(
    `INSERT INTO quizzes (id, course_id, title, instructions, taken_by, "order", seed, entries, opens_at, closes_at, limit_seconds,
       attempts, counts, release, published_at, created_at)
     VALUES ($1, $2, 'Quiz', '', 'person', 'shuffled', 'bench', $3, now() - interval '1 hour', now() + interval '1 hour', 1800, 1, 'best',
       'close', now(), now())`,
    [QUIZ, COURSE, JSON.stringify(entries)],
  );
}

/** One who knows no more than a browser: what was acknowledged, and what was not yet. */
class Student {
  acknowledged = new Map();
  waits = [];
  cut = 0;

  constructor(n, hall) {
    this.n = n;
    this.hall = hall;
    this.headers = { cookie: `holdout=quiz-token-${n}`, 'content-type': 'application/json' };
  }

  async begins() {
    const path = `/api/courses/${COURSE}/quizzes/${QUIZ}/attempts`;
    const attempt = await this.insists('POST', path, {});
    this.path = `/api/courses/${COURSE}/attempts/${attempt.id}`;
    this.id = attempt.id;
    this.questions = attempt.questions.map(({ questionId }) => questionId);
  }

  async answersUntil(end) {
    await sleep(EVERY_MS * ((this.n * 0.618) % 1));
    for (let i = 0; performance.now() < end; i += 1) {
      const began = performance.now();
      const questionId = this.questions[(i * 7 + this.n) % this.questions.length];
      const version = this.acknowledged.get(questionId)?.version ?? 0;
      const answer = { type: 'numeric', text: String((i * 31 + this.n) % 97), reading: null };
      const body = { answer, version, clientAt: new Date().toISOString(), spentMs: EVERY_MS };
      const told = await this.insists('PUT', `${this.path}/answers/${questionId}`, body);
      if (told.outcome !== 'saved') throw new Error(`${told.outcome} for a student alone`);
      this.acknowledged.set(questionId, { version: told.version, text: answer.text });
      const took = performance.now() - began;
      this.waits.push({ at: began, took, cut: this.wasCut });
      await sleep(Math.max(0, EVERY_MS - took));
    }
  }

  handsIn() {
    return this.insists('POST', `${this.path}/submit`, {});
  }

  /** Tries until it is answered; one in twenty connections is cut, before or after it was heard. */
  async insists(method, path, body) {
    this.wasCut = false;
    for (let tries = 0; ; tries += 1) {
      const cutting = new AbortController();
      const cut = Math.random() < CUT;
      const timer = cut ? setTimeout(() => cutting.abort(), Math.random() * 15) : undefined;
      try {
        const answer = await fetch(`${this.hall.base}${path}`, {
          method,
          headers: this.headers,
          body: JSON.stringify(body),
          signal: AbortSignal.any([cutting.signal, AbortSignal.timeout(10_000)]),
        });
        const told = await answer.json();
        if (answer.ok) return told;
        if (answer.status < 500) throw new Refused(`${answer.status} ${told.code}: ${told.detail}`);
      } catch (error) {
        if (error instanceof Refused) throw error;
        if (cut) this.cut += 1;
        this.wasCut = true;
      } finally {
        clearTimeout(timer);
      }
      if (tries > 400) throw new Error(`never answered: ${method} ${path}`);
      await sleep(100 + Math.random() * 150);
    }
  }
}

class Refused extends Error {}

async function take({ url, seconds, around }) {
  const hall = { base: '' };
  let server = await builtServer(url);
  hall.base = server.base;
  const students = Array.from({ length: STUDENTS }, (_, i) => new Student(i + 1, hall));
  const opening = performance.now();
  await Promise.all(students.map((student) => student.begins()));
  const began = performance.now();
  const restart = began + (seconds * 1000) / 2;
  const taking = Promise.all(students.map((each) => each.answersUntil(began + seconds * 1000)));
  const restarting = sleep(restart - performance.now()).then(async () => {
    await server.stop();
    server = await builtServer(url);
    hall.base = server.base;
    return performance.now() - restart;
  });
  const [, awayMs] = await Promise.all([taking, restarting]);
  await Promise.all(students.map((student) => student.handsIn()));
  await server.stop();
  const outcome = await withClient(url, (client) => compare(client, students));
  const waits = students.flatMap((student) => student.waits);
  const aside = ({ at, took }) =>
    at + took < restart - around * 1000 || at > restart + around * 1000;
  const quiet = waits.filter((wait) => aside(wait) && !wait.cut).map(({ took }) => took);
  const near = waits.filter((wait) => !aside(wait)).map(({ took }) => took);
  return {
    figure: quantile(quiet, 0.99),
    value: createHash('sha256').update(JSON.stringify(outcome)).digest('hex'),
    facts: {
      'p50 ms': round(quantile(quiet, 0.5)),
      'max ms': round(Math.max(...quiet)),
      'all begun in ms': round(began - opening),
      'server away ms': round(awayMs),
      'longest wait around the restart ms': round(Math.max(...near)),
      autosaves: waits.length,
      cut: students.reduce((sum, { cut }) => sum + cut, 0),
      ...outcome,
      goal: 'p99 under 150',
    },
  };
}

/** What is stored against what each student was told is. */
async function compare(client, students) {
  const { rows } = await client.query(
    `SELECT a.attempt_id AS "attemptId", a.question_id AS "questionId", a.version, a.answer->>'text' AS text
       FROM answers a JOIN attempts t ON t.id = a.attempt_id WHERE t.quiz_id = $1`,
    [QUIZ],
  );
  const stored = new Map(rows.map((row) => [`${row.attemptId} ${row.questionId}`, row]));
  let lost = 0;
  let doubled = 0;
  for (const { id, acknowledged } of students)
    for (const [questionId, told] of acknowledged) {
      const row = stored.get(`${id} ${questionId}`);
      if (row?.text !== told.text) lost += 1;
      if (row?.version !== told.version) doubled += 1;
    }
  const { rows: ended } = await client.query(
    'SELECT count(*)::int AS n, count(DISTINCT member_id)::int AS people FROM attempts WHERE quiz_id = $1 AND submitted_at IS NOT NULL AND earned IS NOT NULL',
    [QUIZ],
  );
  doubled += ended[0].n - ended[0].people;
  return { lost, doubled, 'handed in': ended[0].n };
}

const round = (value) => Math.round(value * 10) / 10;

function quantile(values, q) {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * q))] ?? 0;
}
