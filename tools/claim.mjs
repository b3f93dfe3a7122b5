// One owner at a time for a folder: a file that names the process, ignored once that process is gone.
import { readFileSync, rmSync, writeFileSync } from 'node:fs';

/**
 * Takes the claim and answers `{ release, describe }`, or `{ holder }` when another living process has it;
 * `describe(text)` leaves a note for whoever finds the claim taken.
 */
export function claim(file) {
  for (let tries = 0; tries < 5; tries++) {
    try {
      writeFileSync(file, statement(), { flag: 'wx', mode: 0o600 });
      return {
        release: () => rmSync(file, { force: true }),
        describe: (note) => writeFileSync(file, statement(note), { mode: 0o600 }),
      };
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
    }
    const holder = read(file);
    if (holder && isAlive(holder)) return { holder };
    rmSync(file, { force: true }); // its owner was killed, or never finished writing it
  }
  throw new Error(`${file} is taken and given back in turn; try again`);
}

const statement = (note) =>
  JSON.stringify({ pid: process.pid, born: bornAt(process.pid) ?? null, note });

function read(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}

function isAlive({ pid, born }) {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (error.code !== 'EPERM') return false;
  }
  const now = bornAt(pid);
  return now === undefined || now === born; // else it is dead, or the number belongs to a newer process
}

/**
 * Start of a process in ticks since boot, with the boot: what tells a process from a later one of the same number.
 * `dead` for one that nobody has buried (an init that does not reap); undefined where this is not Linux.
 */
function bornAt(pid) {
  try {
    const facts = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1).split(' ');
    if (facts[0] === 'Z' || facts[0] === 'X') return 'dead';
    return `${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()}:${facts[19]}`;
  } catch {
    return undefined;
  }
}
