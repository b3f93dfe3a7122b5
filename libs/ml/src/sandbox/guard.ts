/**
 * The guard: a process of its own that starts the sandboxes, watches what they take, and kills at the limit.
 *
 * It is the parent of every sandbox, so that the kernel ends them with it (bwrap's --die-with-parent), and the
 * worker is on the other end of its IPC channel: when the worker vanishes, the guard ends. A blocked event loop
 * in the worker therefore guards nothing less. It holds no secret: its environment is empty.
 *
 * It runs as `guard.js` after the build, and as `guard.ts` under jest, where Node strips its types.
 */
import { Census, readProc } from './census.ts';
import { ControlGroup, delegatedTree } from './control-group.ts';
import { type FromGuard, GUARD_FLAG, type ToGuard } from './guard-protocol.ts';
import { Hold } from './hold.ts';

const POLL_MS = 25;
/** Near the limit: 2 GB/s into 256 MiB leave no 25 ms. */
const FAST_POLL_MS = 4;
/** Below this the host itself is in danger, and whoever is at fault, the sandboxes go first. */
const HOST_RESERVE_BYTES = 192 * 1024 * 1024;

function availableMemory(): number {
  const match = /MemAvailable:\s+(\d+) kB/.exec(readProc('/proc/meminfo') ?? '');
  return match ? Number(match[1]) * 1024 : Infinity;
}

/** Serves the worker at the other end of the IPC channel until it goes. */
function serve(): void {
  const holds = new Map<string, Hold>();
  const census = new Census();
  const tree = delegatedTree();
  let timer: NodeJS.Timeout | undefined;
  const say = (message: FromGuard): void => {
    process.send?.(message);
  };

  const weighAll = (): void => {
    timer = undefined;
    const roots = new Map<number, Hold>();
    for (const hold of holds.values()) if (hold.pid !== undefined) roots.set(hold.pid, hold);
    for (const [pid, family] of census.take(new Set(roots.keys()))) roots.get(pid)?.weigh(family);
    if (availableMemory() < HOST_RESERVE_BYTES) {
      const largest = [...roots.values()].sort((a, b) => b.memoryBytes - a.memoryBytes)[0];
      largest?.kill('host_memory');
    }
    keepWeighing();
  };
  const keepWeighing = (): void => {
    if (holds.size === 0 || timer) return;
    const hurry = [...holds.values()].some((hold) => hold.hurries);
    timer = setTimeout(weighAll, hurry ? FAST_POLL_MS : POLL_MS);
  };

  const leave = (): void => {
    for (const hold of holds.values()) hold.strike();
    process.exit(0);
  };
  process.on('disconnect', leave);
  process.on('SIGTERM', leave);
  process.on('message', (message: ToGuard) => {
    if (message.type === 'cancel') {
      holds.get(message.id)?.kill('cancelled');
      return;
    }
    const { order } = message;
    census.forget();
    const group =
      tree === null ? null : ControlGroup.make(`${tree}/job-${order.id}`, order.limits.memoryBytes);
    holds.set(
      order.id,
      new Hold(order, group, (report) => {
        holds.delete(report.id);
        say({ type: 'done', report });
      }),
    );
    keepWeighing();
  });
  say({ type: 'ready' });
}

if (process.argv.includes(GUARD_FLAG)) serve();
