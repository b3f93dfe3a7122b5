import { randomUUID } from 'node:crypto';
import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';

import { Inject, Injectable } from '@nestjs/common';

import { type Entry, jobFor, RESULTS, type Runtime } from '@holdout/ml/runtimes';
import {
  DEFAULT_LIMITS,
  type Limits,
  type Outcome,
  prepareJob,
  runInSandbox,
} from '@holdout/ml/sandbox';

import type { ChallengeFacts } from '../challenges';
import { CONFIG, type Config } from '../config/config';
import { Clock } from '../platform/clock';
import { Blobs } from '../platform/storage/blobs';
import type { Traces } from '../submissions';
import { aboutAsText, aboutOf, DATA_FILES, limitsOf } from './job.rules';

/** Longer than any run: what is older belongs to a worker that was killed. */
const STALE_MS = 5 * 3_600_000;

export interface Run {
  readonly outcome: Outcome;
  readonly traces: Pick<Traces, 'usage' | 'ranOn' | 'log'>;
}

/** Runs code in the sandbox on the files that students have. It knows no labels but those of the training rows, as they do. */
@Injectable()
export class RunningService {
  constructor(
    private readonly blobs: Blobs,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** `start` is asked immediately before the program begins; undefined when it says no. */
  async run(
    code: { readonly runtime: Runtime; readonly entry: Entry },
    challenge: ChallengeFacts,
    signal: AbortSignal,
    start: () => Promise<boolean>,
  ): Promise<Run | undefined> {
    const limits = limitsOf(challenge, code.runtime, longestFile(challenge));
    const about = aboutOf(challenge);
    const folder = await prepareJob({
      root: this.config.folders.jobs,
      id: randomUUID(),
      code: code.entry,
      files: {
        ...code.runtime.files,
        'about.json': JSON.stringify(about),
        'about.txt': aboutAsText(about),
      },
      data: DATA_FILES.flatMap((name) =>
        challenge.files
          .filter((file) => file.name === name)
          .map(({ blob }) => ({ name, path: this.blobs.pathOf(blob) })),
      ),
    });
    try {
      if (!(await start())) return undefined;
      const job = jobFor(code.runtime, code.entry, folder, { limits, results: RESULTS, signal });
      const outcome = await runInSandbox(job);
      return { outcome, traces: tracesOf(outcome, code.runtime, job.limits) };
    } finally {
      await folder.remove();
    }
  }

  /** Job folders of workers that were killed. */
  async clean(): Promise<void> {
    const { jobs } = this.config.folders;
    const before = this.clock.now().getTime() - STALE_MS;
    for (const name of await readdir(jobs).catch(() => [])) {
      const path = join(jobs, name);
      const there = await stat(path).catch(() => undefined);
      if (there && there.mtimeMs < before) await rm(path, { recursive: true, force: true });
    }
  }
}

function longestFile({ partRows }: ChallengeFacts): number {
  if (!partRows) return 0;
  return Math.max(partRows.train, partRows.public + partRows.private);
}

function tracesOf(outcome: Outcome, runtime: Runtime, limits: Limits): Run['traces'] {
  const { usage, isolation, stdout, stderr } = outcome;
  return {
    usage,
    ranOn: { runtime: runtime.version, isolation, limits: differing(limits) },
    log: {
      stdout: stdout.text,
      stderr: stderr.text,
      truncated: stdout.truncated || stderr.truncated,
    },
  };
}

/** What an evaluation's record needs: what was allowed, not the names of every default. */
function differing({ cpuMs, wallMs, memoryBytes, ...rest }: Limits): Partial<Limits> {
  const others = Object.entries(rest).filter(
    ([name, value]) => DEFAULT_LIMITS[name as keyof Limits] !== value,
  );
  return { cpuMs, wallMs, memoryBytes, ...Object.fromEntries(others) };
}
