import 'reflect-metadata';

import { NestFactory } from '@nestjs/core';

import { Log } from './platform/log';
import { WorkerModule } from './worker.module';

async function main(): Promise<void> {
  const context = await NestFactory.createApplicationContext(WorkerModule, { bufferLogs: true });
  context.useLogger(context.get(Log));
  context.enableShutdownHooks();
  process.send?.({ listening: true });
}

// tools/start.mjs is on the other end: when it vanishes, so do we.
process.on('disconnect', () => process.kill(process.pid, 'SIGTERM'));

void main();
