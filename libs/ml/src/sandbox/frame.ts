/**
 * What the finaliser inside the sandbox sends over its pipe:
 *
 *     ready\n                       the program is about to begin
 *     usage <processes at its end> <line of /proc/PID/stat>\n
 *     <size> <name>\n               for each regular file, in order
 *     \n
 *     <the files' bytes, one after the other, each cut at the limit>
 *
 * The program shares its user with the finaliser and may forge every byte of it. That wins nothing: it can only
 * hand in other predictions than its file's. So this reader trusts nothing, and a frame that does not add up has
 * no files.
 */
export interface Frame {
  /** The finaliser got as far as starting the program; without it the failure is ours. */
  readonly ready: boolean;
  /** CPU of the program and of all it waited for, by its own account; only ever raises the guard's figure. */
  readonly cpuMs: number;
  /** How many processes there still were when the program ended; a fork that was refused leaves many. */
  readonly processesLeft: number;
  readonly files: ReadonlyMap<string, Buffer>;
  /** Names of files larger than the limit; their bytes are not kept. */
  readonly tooLarge: readonly string[];
}

/** Everything before the files: generous for a handful of names, and a bound for the scan. */
export const HEAD_BYTES = 8192;

const READY = 'ready\n';
const TICK_MS = 10;

/**
 * Reads a frame. `wanted` are the only names it takes; the first of a name counts. `limit` is each file's, in bytes.
 */
export function readFrame(bytes: Buffer, wanted: readonly string[], limit: number): Frame {
  const nothing = { cpuMs: 0, processesLeft: 0, files: new Map<string, Buffer>(), tooLarge: [] };
  const ready = bytes.subarray(0, READY.length).equals(Buffer.from(READY));
  const headEnd = bytes.subarray(0, HEAD_BYTES).indexOf('\n\n');
  if (!ready || headEnd < 0) return { ready, ...nothing };
  const [, usage = '', ...lines] = bytes.toString('utf8', 0, headEnd).split('\n');
  const account = accountOf(usage);
  const files = new Map<string, Buffer>();
  const tooLarge: string[] = [];
  let at = headEnd + 2;
  for (const line of lines) {
    const [, size, name] = /^(\d{1,15}) (.+)$/.exec(line) ?? [];
    if (size === undefined || name === undefined || !wanted.includes(name))
      return { ready, ...nothing, ...account };
    const sent = Math.min(Number(size), limit);
    if (at + sent > bytes.length) return { ready, ...nothing, ...account };
    if (Number(size) > limit) tooLarge.push(name);
    else if (!files.has(name)) files.set(name, bytes.subarray(at, at + sent));
    at += sent;
  }
  return { ready, ...account, files, tooLarge };
}

/** The processes that were left, and fields 16 and 17 of proc(5)'s stat: what the finaliser's ended children took. */
function accountOf(line: string): { cpuMs: number; processesLeft: number } {
  const [, left] = /^usage (\d{1,5}) /.exec(line) ?? [];
  const fields = line.slice(line.lastIndexOf(')') + 2).split(' ');
  const ticks = Number(fields[13]) + Number(fields[14]);
  if (left === undefined || !Number.isFinite(ticks)) return { cpuMs: 0, processesLeft: 0 };
  return { cpuMs: ticks * TICK_MS, processesLeft: Number(left) };
}

/** How much the guard may take from the pipe: the head, and every file at its limit. */
export function frameLimit(names: number, limit: number): number {
  return HEAD_BYTES + names * limit;
}
