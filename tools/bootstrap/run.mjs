// Running the installers: with whose environment, and with a word now and then while they work.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';

const KEPT = /registry|cache|proxy|cafile|strict_ssl|userconfig|authtoken/i;

/**
 * The caller's environment without what npm adds for its scripts: our own node_modules/.bin (npm must not run on
 * a Node that it is about to delete) and npm's settings of this very run, which another npm would take as orders.
 */
export function ownEnvironment(given) {
  const env = { ...given };
  env.PATH = (given.PATH ?? '')
    .split(delimiter)
    .filter((folder) => !/node_modules\/\.bin\/?$|node-gyp-bin\/?$/.test(folder))
    .join(delimiter);
  for (const key of Object.keys(env))
    if (/^npm_(config|lifecycle|package|command)/i.test(key) && !KEPT.test(key)) delete env[key];
  return env;
}

export function say(text) {
  console.error(`holdout: ${text}`);
}

/** Whether a program of this name would be found. */
export function isOnPath(name, env) {
  return env.PATH.split(delimiter).some((folder) => folder && existsSync(join(folder, name)));
}

/**
 * Runs to the end and answers `{ ok, said }`, `said` its last lines; says every 20 s that it is still at it.
 * Never throws: what fails is told, and the rest goes on.
 */
export function run(command, args, { env, cwd, what, minutes = 15 }) {
  return new Promise((done) => {
    const began = Date.now();
    const said = [];
    const child = spawn(command, args, { env, cwd, stdio: ['ignore', 'pipe', 'pipe'] });
    const beat = setInterval(() => say(`${what} … ${seconds(began)}`), 20_000);
    const limit = setTimeout(() => child.kill(), minutes * 60_000);
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk) => {
        said.push(String(chunk));
        if (said.length > 100) said.shift();
      });
    const end = (ok, last) => {
      clearInterval(beat);
      clearTimeout(limit);
      if (ok && what) say(`${what}: done in ${seconds(began)}`);
      done({ ok, said: lastLines(said.join('') + last) });
    };
    child.once('error', (error) => end(false, error.message));
    child.once('close', (code, signal) =>
      end(code === 0, signal ? `\nended by ${signal} after ${seconds(began)}` : ''),
    );
  });
}

const seconds = (began) => `${((Date.now() - began) / 1000).toFixed(1)} s`;

function lastLines(text) {
  const lines = text.split(/[\r\n]+/).filter((line) => line.trim() !== '');
  return lines.slice(-8).join('\n');
}

/** A note that a step leaves for the next run; undefined where there is none. */
export function readNote(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

export function writeNote(path, text) {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

export function digest(salt, ...files) {
  const hash = createHash('sha256').update(salt);
  for (const file of files) hash.update(readFileSync(file));
  return hash.digest('hex');
}
