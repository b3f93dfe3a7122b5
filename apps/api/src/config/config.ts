import { resolve } from 'node:path';

import * as z from 'zod';

const Bool = z.stringbool().default(false);

const Environment = z.object({
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }),
  REDIS_URL: z.url({ protocol: /^rediss?$/ }).optional(),
  HOST: z.string().min(1).default('127.0.0.1'),
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
  PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
  HOLDOUT_DATA: z.string().min(1).default('var'),
  HOLDOUT_WEB: z.string().min(1).default('dist/web/browser'),
  HOLDOUT_VENV: z.string().min(1).optional(),
  HOLDOUT_SLOTS: z.coerce.number().int().min(1).max(64).default(2),
  HOLDOUT_RESERVE_MIB: z.coerce.number().int().min(0).default(256),
  METRICS_TOKEN: z.string().min(16).optional(),
  MAIL_URL: z.url({ protocol: /^smtps?$/ }).optional(),
  MAIL_FROM: z.string().min(3).default('Holdout <holdout@localhost>'),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  HOLDOUT_UNLIMITED_RATE: Bool,
});

export interface Config {
  readonly http: {
    readonly host: string;
    readonly port: number;
    readonly publicUrl: string;
    readonly secure: boolean;
    /** Load tests alone switch the throttle off. */
    readonly throttled: boolean;
  };
  readonly database: { readonly url: string };
  readonly redisUrl: string | undefined;
  readonly folders: {
    readonly data: string;
    readonly blobs: string;
    readonly jobs: string;
    readonly outbox: string;
    readonly venv: string;
    readonly web: string;
  };
  readonly worker: { readonly slots: number };
  readonly storage: { readonly reserveBytes: number };
  readonly metricsToken: string | undefined;
  readonly mail: { readonly url: string | undefined; readonly from: string };
  readonly logLevel: string;
}

export const CONFIG = Symbol('Config');

/** The only reader of the environment. Fails the boot, naming every bad variable at once. */
export function readConfig(env: NodeJS.ProcessEnv): Config {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const parsed = Environment.safeParse(given);
  if (!parsed.success) throw new Error(`Bad environment:\n${z.prettifyError(parsed.error)}`);
  const e = parsed.data;
  const data = resolve(e.HOLDOUT_DATA);
  const publicUrl = (e.PUBLIC_URL ?? `http://${e.HOST}:${e.PORT}`).replace(/\/$/, '');
  return Object.freeze({
    http: {
      host: e.HOST,
      port: e.PORT,
      publicUrl,
      secure: publicUrl.startsWith('https:'),
      throttled: !e.HOLDOUT_UNLIMITED_RATE,
    },
    database: { url: e.DATABASE_URL },
    redisUrl: e.REDIS_URL,
    folders: {
      data,
      blobs: `${data}/blobs`,
      jobs: `${data}/jobs`,
      outbox: `${data}/outbox`,
      venv: resolve(e.HOLDOUT_VENV ?? `${data}/venv`),
      web: resolve(e.HOLDOUT_WEB),
    },
    worker: { slots: e.HOLDOUT_SLOTS },
    storage: { reserveBytes: e.HOLDOUT_RESERVE_MIB * 1024 * 1024 },
    metricsToken: e.METRICS_TOKEN,
    mail: { url: e.MAIL_URL, from: e.MAIL_FROM },
    logLevel: e.LOG_LEVEL,
  });
}
