// Keeps processes running: starts them, restarts the one that ends by itself, stops them all in order.
import { spawn } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';

const GIVE_UP_AFTER = 5; // ends in a row
const HEALTHY_AFTER_MS = 60_000;
const FIRST_PAUSE_MS = 250; // doubled with every end in a row
const STOP_PATIENCE_MS = 15_000;

/**
 * `giveUp(sentence)` is called when a process ends again and again. `log` is where what they print goes: a descriptor,
 * or 'inherit'; what they cry (stderr) is always heard.
 */
export function keeper({ env, say, giveUp, log = 'inherit', pauseMs = FIRST_PAUSE_MS }) {
  const children = new Map();
  let stopping = false;

  /**
   * Each in its own process group, so that Ctrl-C reaches it through us, in order; and on a channel, so that it
   * ends when we vanish. Answers when it first says that it is up.
   */
  function keep(name, script, ends = 0) {
    const born = Date.now();
    const child = spawn(process.execPath, ['--enable-source-maps', script], {
      env,
      stdio: ['ignore', log, 'inherit', 'ipc'],
      detached: true,
    });
    children.set(name, child);
    child.once(
      'exit',
      (code, signal) => void restart(name, script, { born, ends, why: signal ?? code }),
    );
    return new Promise((up) => child.once('message', up));
  }

  async function restart(name, script, { born, ends, why }) {
    if (stopping) return;
    const inARow = Date.now() - born > HEALTHY_AFTER_MS ? 1 : ends + 1;
    if (inARow >= GIVE_UP_AFTER) {
      giveUp(`the ${name} ended ${inARow} times in a row (${why})`);
      return;
    }
    say(`the ${name} ended (${why}); starting it again`);
    await sleep(pauseMs * 2 ** (inARow - 1));
    if (!stopping) void keep(name, script, inARow);
  }

  /** All at once, and then by force who does not go. */
  async function stop() {
    stopping = true;
    await Promise.all([...children.values()].map(end));
  }

  return { keep, stop };
}

function end(child) {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((done) => {
    const force = setTimeout(() => child.kill('SIGKILL'), STOP_PATIENCE_MS);
    child.once('exit', () => {
      clearTimeout(force);
      done();
    });
    child.kill('SIGTERM');
  });
}
