import { Inject, Injectable, type LoggerService } from '@nestjs/common';
import { type Logger, pino } from 'pino';

import { CONFIG, type Config } from '../config/config';

/** What never reaches a log, wherever it stands. */
export const SECRET_PATHS: readonly string[] = [
  'password',
  'token',
  'secret',
  'cookie',
  'authorization',
  'req.headers.cookie',
  'req.headers.authorization',
  'res.headers["set-cookie"]',
  'err.parameters',
  'err.query',
  'err.driverError',
  '*.password',
  '*.token',
  '*.secret',
  '*.cookie',
  '*.authorization',
  '*.labels',
  '*.truth',
];

/** One line of JSON per event, with secrets taken out. Also the log of Nest itself. */
@Injectable()
export class Log implements LoggerService {
  readonly pino: Logger;

  constructor(@Inject(CONFIG) config: Pick<Config, 'logLevel'>) {
    this.pino = pino({
      level: config.logLevel,
      redact: { paths: [...SECRET_PATHS], censor: '[redacted]' },
    });
  }

  log(message: unknown, context?: unknown): void {
    // Nest's own start-up lines (every module, every route) are detail.
    this.pino.debug({ context }, String(message));
  }

  info(facts: object, message: string): void {
    this.pino.info(facts, message);
  }

  error(facts: unknown, message?: unknown): void {
    if (typeof facts === 'object' && facts !== null) this.pino.error(facts, wordsOf(message));
    else this.pino.error({ stack: message }, String(facts));
  }

  warn(facts: unknown, message?: unknown): void {
    if (typeof facts === 'object' && facts !== null) this.pino.warn(facts, wordsOf(message));
    else this.pino.warn({ context: message }, String(facts));
  }
}

/** Nest hands over whatever it has: a sentence, a stack, nothing. */
const wordsOf = (message: unknown): string => (typeof message === 'string' ? message : '');
