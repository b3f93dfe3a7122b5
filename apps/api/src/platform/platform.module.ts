import { Global, Module, StandardSchemaValidationPipe } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_PIPE } from '@nestjs/core';
import { ThrottlerModule } from '@nestjs/throttler';
import { TypeOrmModule } from '@nestjs/typeorm';

import { CONFIG, type Config, readConfig } from '../config/config';
import { Audit } from './audit/audit';
import { PolicyGuard } from './auth/allow';
import { Clock } from './clock';
import { Database } from './database/database';
import { DomainError } from './domain-error';
import { ProblemFilter } from './http/problem.filter';
import { Throttle } from './http/throttle';
import { Ids } from './ids';
import { Inbox } from './inbox/inbox';
import { InboxRepository } from './inbox/inbox.repository';
import { Live } from './live/live';
import { Log } from './log';
import { Mail } from './mail/mail';
import { MailCarrier } from './mail/carrier';
import { Metrics } from './metrics/metrics';
import { QueueModule } from './queue/queue.module';
import { Aside } from './storage/aside';
import { Blobs, DiskBlobs } from './storage/blobs';

const config = { provide: CONFIG, useFactory: () => readConfig(process.env) };

const PARTS = [
  Clock,
  Ids,
  Log,
  Database,
  Live,
  Audit,
  Mail,
  MailCarrier,
  Metrics,
  Aside,
  Inbox,
  InboxRepository,
];

/** What every process of ours stands on. Knows no feature. */
@Global()
@Module({
  imports: [
    QueueModule,
    TypeOrmModule.forRootAsync({
      extraProviders: [config],
      inject: [CONFIG],
      useFactory: ({ database }: Config) => ({
        type: 'postgres',
        url: database.url,
        entities: [`${__dirname}/../**/*.entity.{ts,js}`],
        synchronize: false,
        poolSize: 16,
        extra: { connectionTimeoutMillis: 5000 },
      }),
    }),
  ],
  providers: [config, ...PARTS, { provide: Blobs, useClass: DiskBlobs }],
  exports: [CONFIG, ...PARTS, Blobs],
})
export class PlatformModule {}

/** What the HTTP process has besides: every request passes the throttle and the policy; the contract is with the endpoint. */
@Module({
  imports: [
    ThrottlerModule.forRootAsync({
      inject: [CONFIG],
      useFactory: ({ http }: Config) => ({
        throttlers: [{ name: 'default', ttl: 60_000, limit: 600 }],
        skipIf: () => !http.throttled,
      }),
    }),
  ],
  providers: [
    { provide: APP_GUARD, useClass: Throttle },
    { provide: APP_GUARD, useClass: PolicyGuard },
    {
      provide: APP_PIPE,
      useFactory: () =>
        new StandardSchemaValidationPipe({
          exceptionFactory: (issues) =>
            new DomainError(
              'invalid-request',
              issues.map(({ message }) => message).join('; '),
              {},
              issues.map(({ path, message }) => ({
                code: 'invalid-field',
                column: (path ?? [])
                  .map((step) => String(typeof step === 'object' ? step.key : step))
                  .join('.'),
                value: message,
              })),
            ),
        }),
    },
    { provide: APP_FILTER, useClass: ProblemFilter },
  ],
})
export class HttpModule {}
