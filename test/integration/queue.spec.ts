import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import type { INestApplicationContext } from '@nestjs/common';
import { Test } from '@nestjs/testing';

import { PlatformModule } from '../../apps/api/src/platform/platform.module';
import { Ear } from '../../apps/api/src/platform/queue/ear';
import { Hints } from '../../apps/api/src/platform/queue/hints';
import { freshDatabase } from '../support/database';

const redisIsHere = spawnSync('redis-server', ['--version']).status === 0;
if (!redisIsHere)
  console.warn(
    'queue.spec: the stories on Redis are skipped, there is no redis-server on the PATH',
  );

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

/** A process that gives hints and hears them, on the queue that the environment names. */
async function aListener(environment: Record<string, string>) {
  Object.assign(process.env, { DATABASE_URL: await freshDatabase(), LOG_LEVEL: 'silent' });
  delete process.env['REDIS_URL'];
  Object.assign(process.env, environment);
  const module = await Test.createTestingModule({
    imports: [PlatformModule],
    providers: [Ear],
  }).compile();
  const context: INestApplicationContext = await module.init();
  const heard: string[] = [];
  const ear = context.get(Ear);
  ear.listen((what) => heard.push(what));
  return {
    hints: context.get(Hints),
    hears: async (what: string) => {
      for (let tries = 0; tries < 300 && !heard.includes(what); tries++) await sleep(100);
      return heard.splice(0).includes(what);
    },
    close: async () => {
      await ear.close();
      await context.close();
    },
  };
}

describe('a hint', () => {
  it('is heard through PostgreSQL, where there is no Redis', async () => {
    const listener = await aListener({});
    await listener.hints.due('mail', 'a');
    expect(await listener.hears('mail')).toBe(true);
    await listener.close();
  });

  (redisIsHere ? describe : describe.skip)('through Redis, where REDIS_URL names one', () => {
    let folder: string;
    let port: number;
    let server: ChildProcess;

    const startRedis = async () => {
      server = spawn(
        'redis-server',
        ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--dir', folder],
        { stdio: ['ignore', 'pipe', 'ignore'] },
      );
      for await (const chunk of server.stdout!)
        if (String(chunk).includes('Ready to accept connections')) break;
    };
    beforeAll(async () => {
      folder = mkdtempSync(join(tmpdir(), 'holdout-redis-'));
      port = await freePort();
      await startRedis();
    });
    afterAll(() => {
      server.kill('SIGKILL');
      rmSync(folder, { recursive: true, force: true });
    });

    it('is heard; while Redis is away it is lost in seconds and nothing else is; afterwards it is heard again', async () => {
      const listener = await aListener({ REDIS_URL: `redis://127.0.0.1:${port}` });
      await listener.hints.due('dataset', 'a');
      expect(await listener.hears('dataset')).toBe(true);
      const gone = once(server, 'exit');
      server.kill('SIGKILL');
      await gone;
      await listener.hints.due('challenge', 'b'); // answers, and throws nothing
      await startRedis();
      await listener.hints.due('evaluation', 'c');
      expect(await listener.hears('evaluation')).toBe(true);
      await listener.close();
    }, 90_000);
  });
});
