import { randomBytes } from 'node:crypto';
import { chmod, chown, rm } from 'node:fs/promises';
import { createServer, type Server, type Socket } from 'node:net';
import { join } from 'node:path';

import { DROPPED_UID, type Limits, type Outcome, prepareJob, runInSandbox } from '../sandbox';
import { type Answer } from './inside/answers';
import { type Entry, jobFor, type Runtime } from './runtime';

const MiB = 1024 * 1024;
/** An hour, then it is made anew; and memory for a model, not for training. */
const RESIDENT_LIMITS: Partial<Limits> = {
  wallMs: 3_600_000,
  cpuMs: 3_600_000,
  memoryBytes: 512 * MiB,
};
const STARTING_MS = 30_000;
/** An answer longer than this is none. */
const LONGEST_LINE = MiB;
const LONGEST_PATH = 107;

/** What a resident said, or why it said nothing. */
export type Said =
  | { readonly kind: 'answers'; readonly answers: readonly Answer[] }
  /** The model cannot answer this question; it can the next. */
  | { readonly kind: 'unfit'; readonly sentence: string }
  /** It is gone, or was ended for its silence or for what it sent: make another. */
  | { readonly kind: 'gone' };

export interface Question {
  readonly header: readonly string[];
  readonly cells: readonly (readonly string[])[];
}

export interface ResidentPlaces {
  /** Where job folders live. */
  readonly root: string;
  readonly about: { readonly task: string; readonly classes: readonly string[] };
  readonly uid?: number;
}

/**
 * A model that stays loaded in one sandbox and answers questions: the exception to single use. It is one group's one
 * submission, it gets the questions and nothing else, and it is ended by an hour, by any limit, by silence, and by
 * the first line that is no answer. It calls on a socket in its job folder, which takes one call and is removed then.
 */
export class Resident {
  private readonly waiting = new Map<number, (said: Said) => void>();
  private readonly ending = new AbortController();
  private socket: Socket | undefined;
  private rest = '';
  private asked = 0;
  private over = false;
  /** How its sandbox ended. */
  readonly ended: Promise<Outcome>;

  private constructor(run: (signal: AbortSignal) => Promise<Outcome>) {
    this.ended = run(this.ending.signal).finally(() => {
      this.close();
      this.socket?.destroy();
    });
  }

  /** Answers when the model is loaded; with how it ended instead, where it never was. */
  static async start(
    runtime: Runtime,
    entry: Entry,
    { root, about, uid }: ResidentPlaces,
  ): Promise<Resident | Outcome> {
    const folder = await prepareJob({
      root,
      id: `r${randomBytes(6).toString('hex')}`,
      code: entry,
      files: { ...runtime.files, 'about.json': JSON.stringify(about) },
      data: [],
    });
    const path = join(folder.path, 'host.sock');
    if (Buffer.byteLength(path) > LONGEST_PATH) {
      await folder.remove();
      throw new RangeError(`too long for a socket: ${path}`);
    }
    const server = createServer();
    try {
      await listening(server, path, uid);
      const job = jobFor(runtime, entry, folder, {
        limits: RESIDENT_LIMITS,
        results: [],
        ...(uid === undefined ? {} : { uid }),
      });
      const resident = new Resident((signal) =>
        runInSandbox({ ...job, argv: [...job.argv, 'serve'], signal }),
      );
      void resident.ended.finally(() => folder.remove());
      const called = resident.takes(server);
      if (await Promise.race([called, resident.ended.then(() => false)])) return resident;
      resident.end();
      return await resident.ended;
    } finally {
      server.close();
      await rm(path, { force: true });
    }
  }

  /** The only call, and its first line: then the model is loaded. False where none came in time. */
  private takes(server: Server): Promise<boolean> {
    return new Promise((done) => {
      const late = setTimeout(() => {
        done(false);
      }, STARTING_MS);
      this.waiting.set(0, ({ kind }) => {
        clearTimeout(late);
        done(kind === 'answers');
      });
      server.once('connection', (socket) => {
        server.close();
        this.socket = socket;
        socket.setEncoding('utf8');
        socket.on('data', (text: string) => {
          this.hear(text);
        });
        socket.on('error', () => {
          this.end();
        });
        socket.on('close', () => {
          this.end();
        });
      });
    });
  }

  /** Never rejects. Silence beyond `patienceMs` ends the resident, for nobody knows what it is at. */
  ask({ header, cells }: Question, patienceMs: number): Promise<Said> {
    if (this.over || !this.socket) return Promise.resolve({ kind: 'gone' });
    const id = ++this.asked;
    return new Promise((resolve) => {
      const late = setTimeout(() => {
        this.end();
      }, patienceMs);
      this.waiting.set(id, (said) => {
        clearTimeout(late);
        resolve(said);
      });
      this.socket?.write(`${JSON.stringify({ id, header, cells })}\n`);
    });
  }

  /** Ends its sandbox; what waits is answered with `gone`. Its line stays until then: without it, it would fail by itself. */
  end(): void {
    this.close();
    this.ending.abort();
  }

  private close(): void {
    if (this.over) return;
    this.over = true;
    for (const settle of this.waiting.values()) settle({ kind: 'gone' });
    this.waiting.clear();
  }

  private hear(text: string): void {
    const lines = (this.rest + text).split('\n');
    this.rest = lines.pop() ?? '';
    if (this.rest.length > LONGEST_LINE) this.end();
    for (const line of lines) {
      const heard = readAnswer(line);
      const settle = heard && this.waiting.get(heard.id);
      if (!heard || !settle) {
        this.end();
        return;
      }
      this.waiting.delete(heard.id);
      settle(heard.said);
    }
  }
}

/** What the sandbox sends is a stranger's: taken is what has the right shape, and of that no more. */
function readAnswer(line: string): { id: number; said: Said } | undefined {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return undefined;
  }
  if (typeof value !== 'object' || value === null) return undefined;
  const { id, fault, answers = [] } = value as Record<string, unknown>;
  if (typeof id !== 'number') return undefined;
  if (typeof fault === 'string')
    return { id, said: { kind: 'unfit', sentence: fault.slice(0, 1000) } };
  if (!Array.isArray(answers) || !answers.every(isAnswer)) return undefined;
  const taken = answers.map(({ prediction, probabilities }) => ({ prediction, probabilities }));
  return { id, said: { kind: 'answers', answers: taken } };
}

function isAnswer(value: unknown): value is Answer {
  if (typeof value !== 'object' || value === null) return false;
  const { prediction, probabilities } = value as Record<string, unknown>;
  return (
    typeof prediction === 'string' &&
    prediction.length <= 1000 &&
    Array.isArray(probabilities) &&
    probabilities.every((each) => typeof each === 'number' && Number.isFinite(each))
  );
}

/** Only the sandbox's user may call. */
async function listening(server: Server, path: string, uid = DROPPED_UID): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(path, resolve);
  });
  if (process.getuid?.() === 0) await chown(path, uid, uid);
  await chmod(path, 0o600);
}
