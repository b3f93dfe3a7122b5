import 'reflect-metadata';

import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';

import { DemoModule, Seed } from './demo';
import { Log } from './platform/log';
import { PlatformModule } from './platform/platform.module';

@Module({ imports: [PlatformModule, DemoModule] })
class SeedModule {}

/** Run by tools/start.mjs once the api answers: the embedded database gets the demo, another one only with `--demo`. */
async function main(): Promise<void> {
  const context = await NestFactory.createApplicationContext(SeedModule, { bufferLogs: true });
  context.useLogger(context.get(Log));
  const asked = process.argv.includes('--demo');
  const wanted = asked || !process.argv.includes('--given-database');
  try {
    await context.get(Seed).run({ wanted, asked }, (text) => {
      process.stdout.write(`holdout: ${text}\n`);
    });
  } finally {
    await context.close();
  }
}

// tools/start.mjs is on the other end: when it vanishes, so do we.
process.on('disconnect', () => process.exit(1));

main().then(
  () => process.exit(0),
  (error: unknown) => {
    process.stderr.write(`holdout: ${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  },
);
