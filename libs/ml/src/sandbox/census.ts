import { closeSync, openSync, readdirSync, readSync } from 'node:fs';

const TICK_MS = 10; // USER_HZ is 100 on every Linux that Node supports

export interface Process {
  pid: number;
  parent: number;
  /** Its own CPU time, and that of its ended children that were waited for. */
  ownMs: number;
  childrenMs: number;
  threads: number;
}

/**
 * `/proc/PID/stat`, whose second field is a name that may hold spaces and parentheses.
 * Undefined where the text is not such a line. See proc(5).
 */
export function parseStat(text: string): Process | undefined {
  const close = text.lastIndexOf(')');
  if (close < 0) return undefined;
  const fields = text.slice(close + 2).split(' ');
  const field = (number: number): number => Number(fields[number - 3]);
  const process: Process = {
    pid: Number.parseInt(text, 10),
    parent: field(4),
    ownMs: (field(14) + field(15)) * TICK_MS,
    childrenMs: (field(16) + field(17)) * TICK_MS,
    threads: field(20),
  };
  return Number.isNaN(process.threads) ? undefined : process;
}

const scratch = Buffer.alloc(4096);

/** A small file of /proc, or undefined where it is gone or not ours to read. */
export function readProc(path: string): string | undefined {
  let descriptor: number | undefined;
  try {
    descriptor = openSync(path, 'r');
    return scratch.toString('latin1', 0, readSync(descriptor, scratch, 0, scratch.length, 0));
  } catch {
    return undefined; // the process ended meanwhile
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
}

/**
 * Who descends from whom. Inside a PID namespace orphans go to its init, so every process of a sandbox has an
 * unbroken line to bwrap: the tree is complete, also for processes that hide by being non-dumpable.
 */
export class Census {
  #strangers = new Set<number>();

  /** For each root, its live descendants, the root left out. */
  take(roots: ReadonlySet<number>): Map<number, Process[]> {
    const seen = new Map<number, Process>();
    const strangers = new Set<number>();
    for (const name of readdirSync('/proc')) {
      const first = name.charCodeAt(0);
      if (first < 48 || first > 57) continue;
      const pid = Number(name);
      if (this.#strangers.has(pid)) {
        strangers.add(pid);
        continue;
      }
      const process = parseStat(readProc(`/proc/${name}/stat`) ?? '');
      if (process) seen.set(pid, process);
    }
    const families = new Map<number, Process[]>([...roots].map((root) => [root, []]));
    for (const process of seen.values()) {
      const root = this.#rootOf(process, seen, roots, strangers);
      if (root === 'nobody') strangers.add(process.pid);
      else if (root !== 'unknown' && root !== process.pid) families.get(root)?.push(process);
    }
    this.#strangers = strangers;
    return families;
  }

  /** A line that breaks off (a parent ended between two reads) is unknown: asked again next time, never dismissed. */
  #rootOf(
    process: Process,
    seen: ReadonlyMap<number, Process>,
    roots: ReadonlySet<number>,
    strangers: ReadonlySet<number>,
  ): number | 'nobody' | 'unknown' {
    let at: Process | undefined = process;
    for (let steps = 0; at && steps < 4096; steps++) {
      if (roots.has(at.pid)) return at.pid;
      if (at.parent <= 1 || strangers.has(at.parent)) return 'nobody';
      at = seen.get(at.parent);
    }
    return 'unknown';
  }

  /** A new root may have been a stranger's number a moment ago. */
  forget(): void {
    this.#strangers.clear();
  }
}
