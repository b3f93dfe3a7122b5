import 'reflect-metadata';

import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';

import { AppModule } from './app.module';
import { CONFIG, type Config } from './config/config';
import { adapter, furnish } from './platform/http/server';
import { Log } from './platform/log';

async function main(): Promise<void> {
  const app = await NestFactory.create<NestFastifyApplication>(AppModule, adapter(), {
    bufferLogs: true,
  });
  const log = app.get(Log);
  app.useLogger(log);
  app.enableShutdownHooks();
  await furnish(app);
  const { host, port, publicUrl, secure } = app.get<Config>(CONFIG).http;
  await app.listen(port, host);
  if (!secure)
    log.warn(
      { publicUrl },
      'sessions travel without TLS: for loopback or a classroom network only',
    );
  process.send?.({ listening: true });
}

// tools/start.mjs is on the other end: when it vanishes, so do we.
process.on('disconnect', () => process.kill(process.pid, 'SIGTERM'));

void main();
