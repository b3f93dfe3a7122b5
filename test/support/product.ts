import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { freshDatabase } from './database';
import { VENV } from './venv';

const ROOT = resolve(__dirname, '../..');

export interface Product {
  readonly origin: string;
  readonly databaseUrl: string;
  /** What the start said so far. */
  said(): string;
  /** Resolves with the match when the start has said it. */
  says(pattern: RegExp, minutes?: number): Promise<RegExpExecArray>;
  stop(): Promise<void>;
}

/**
 * The built product as `npm start` runs it, on a port and a data folder of its own: an empty database of the tests'
 * cluster (then it says the administrator's link), or with `demo` the demo course in it.
 */
export async function startProduct({ demo = false } = {}): Promise<Product> {
  const data = mkdtempSync(join(tmpdir(), 'holdout-product-'));
  chmodSync(data, 0o711); // the sandbox's user passes through
  const port = await freePort();
  const databaseUrl = await freshDatabase();
  const child = spawn(process.execPath, ['tools/start.mjs', ...(demo ? ['--demo'] : [])], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      DATABASE_URL: databaseUrl,
      PORT: String(port),
      HOST: '127.0.0.1',
      PUBLIC_URL: `http://127.0.0.1:${port}`,
      HOLDOUT_DATA: data,
      HOLDOUT_UNLIMITED_RATE: 'true',
      LOG_LEVEL: 'warn',
      ...(existsSync(VENV) && { HOLDOUT_VENV: VENV }),
    },
  });
  let heard = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => (heard += chunk.toString()));
  const product: Product = {
    origin: `http://127.0.0.1:${port}`,
    databaseUrl,
    said: () => heard,
    says: async (pattern, minutes = 2) => {
      for (let waited = 0; waited < minutes * 60_000; waited += 100) {
        const match = pattern.exec(heard);
        if (match) return match;
        if (child.exitCode !== null) break;
        await sleep(100);
      }
      throw new Error(`the start never said ${String(pattern)}:\n${heard}`);
    },
    stop: async () => {
      await end(child);
      rmSync(data, { recursive: true, force: true });
    },
  };
  await product.says(/ready after/);
  return product;
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  const gone = once(child, 'exit');
  child.kill('SIGTERM');
  await gone;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}
