import {
  type ArgumentsHost,
  Catch,
  type ExceptionFilter,
  HttpException,
  Injectable,
} from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';

import type { Problem, ProblemCode } from '@holdout/contracts';

import { DomainError } from '../domain-error';
import { Log } from '../log';

const STATUS = {
  'invalid-request': 400,
  unauthenticated: 401,
  'wrong-credentials': 401,
  'link-spent': 410,
  'password-too-weak': 422,
  forbidden: 403,
  'not-found': 404,
  conflict: 409,
  'too-large': 413,
  'slow-down': 429,
  'storage-full': 507,
  unavailable: 503,
  unexpected: 500,
  'email-taken': 409,
  'last-instructor': 409,
  'roster-rejected': 422,
  'import-not-undoable': 409,
  'join-code-unknown': 422,
  'attendance-code-unknown': 422,
  'attendance-entered': 409,
  'attendance-file-rejected': 422,
  'groups-closed': 409,
  'already-in-a-group': 409,
  'not-in-a-group': 409,
  'group-has-work': 409,
  'dataset-rejected': 422,
  'dataset-not-ready': 409,
  'dataset-in-use': 409,
  'already-split': 409,
  'split-refused': 422,
  'challenge-not-publishable': 422,
  'challenge-published': 409,
  'challenge-not-open': 409,
  'challenge-not-closed': 409,
  'already-revealed': 409,
  'no-skill': 409,
  'target-held-by-students': 422,
  'catalogue-refused': 422,
  'choosing-closed': 409,
  'ranks-refused': 422,
  'proposal-waiting': 409,
  'proposal-decided': 409,
  'places-missing': 422,
  'assignment-refused': 422,
  'assignment-outdated': 409,
  'board-full': 409,
  'card-refused': 422,
  'ledger-refused': 422,
  'session-overlaps': 409,
  'slots-missing': 422,
  'slots-taken': 409,
  'slot-taken': 409,
  'booking-closed': 409,
  'presentation-begun': 409,
  'swap-refused': 422,
  'swap-over': 409,
  'stage-busy': 409,
  'turn-changed': 409,
  'submission-rejected': 422,
  'submissions-closed': 409,
  'submission-quota-spent': 429,
  'code-unavailable': 503,
  'kind-unknown': 422,
  'not-cancellable': 409,
  'not-withdrawable': 409,
  'finals-full': 409,
  'not-scored': 409,
  'policy-not-publishable': 422,
  'mark-refused': 422,
  'grades-frozen': 409,
  'grades-not-final': 409,
  'marks-file-rejected': 422,
  'question-rejected': 422,
  'question-file-rejected': 422,
  'quiz-not-publishable': 422,
  'quiz-published': 409,
  'quiz-not-open': 409,
  'attempts-spent': 409,
  'attempt-over': 409,
  'model-missing': 409,
  'answer-unfit': 422,
  'not-released': 409,
} as const satisfies Record<ProblemCode, number>;

const CODE_OF_STATUS: Partial<Record<number, ProblemCode>> = {
  400: 'invalid-request',
  401: 'unauthenticated',
  403: 'forbidden',
  404: 'not-found',
  413: 'too-large',
  415: 'invalid-request',
  429: 'slow-down',
  503: 'unavailable',
};

/** PostgreSQL's classes 08 (connection), 57P (shutdown), and the sockets' own words for the same. */
const AWAY = /^(08...|57P0[123]|ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT)$/;

/** PostgreSQL's for U+0000 in a text, and in one within JSON; half of a surrogate pair within JSON has a general code. */
const UNSTORABLE = /^22(021|P05)$/;
const HALF_A_CHARACTER = /Unicode (high|low) surrogate/;

type Told = Pick<Problem, 'code' | 'detail' | 'facts' | 'faults'>;

@Catch()
@Injectable()
export class ProblemFilter implements ExceptionFilter {
  constructor(private readonly log: Log) {}

  catch(thrown: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const reply = http.getResponse<FastifyReply>();
    if (request.raw.destroyed && !request.raw.complete) return; // the client left in the middle of its request
    if (reply.sent) return;
    const told = describe(thrown);
    if (told.code === 'unexpected')
      this.log.error({ requestId: request.id, err: thrown }, 'unexpected');
    const problem: Problem = {
      type: 'about:blank',
      title: told.code,
      status: STATUS[told.code],
      requestId: request.id,
      ...told,
    };
    if (told.code === 'unavailable') void reply.header('retry-after', '5');
    void reply.status(problem.status).type('application/problem+json').send(problem);
  }
}

function describe(thrown: unknown): Told {
  const plain = (code: ProblemCode, detail: string): Told => ({
    code,
    detail,
    facts: {},
    faults: [],
  });
  if (thrown instanceof DomainError)
    return {
      code: thrown.code,
      detail: thrown.message,
      facts: thrown.facts,
      faults: [...thrown.faults],
    };
  if (thrown instanceof HttpException)
    return plain(CODE_OF_STATUS[thrown.getStatus()] ?? 'unexpected', sentence(thrown));
  const code = codeOf(thrown);
  if (
    AWAY.test(code) ||
    (thrown instanceof Error &&
      /Connection terminated|timeout exceeded when trying to connect/.test(thrown.message))
  )
    return plain(
      'unavailable',
      'The database does not answer; nothing was changed. Try again in a moment.',
    );
  if (UNSTORABLE.test(code) || (code === '22P02' && HALF_A_CHARACTER.test(detailOf(thrown))))
    return plain(
      'invalid-request',
      'A text holds a character that cannot be stored (U+0000, or half of one).',
    );
  if (code === 'ENOSPC') return plain('storage-full', 'The disk is full; nothing was stored.');
  // Fastify's own refusals (bad JSON, body too large, unknown media type) are errors with a statusCode, not HttpExceptions.
  if (thrown instanceof Error && 'statusCode' in thrown && Number(thrown.statusCode) < 500)
    return plain(CODE_OF_STATUS[Number(thrown.statusCode)] ?? 'invalid-request', thrown.message);
  return plain('unexpected', 'Something went wrong on our side; nothing was changed.');
}

function codeOf(thrown: unknown): string {
  if (typeof thrown !== 'object' || thrown === null) return '';
  if ('driverError' in thrown) return codeOf(thrown.driverError);
  return 'code' in thrown ? String(thrown.code) : '';
}

function detailOf(thrown: unknown): string {
  if (typeof thrown !== 'object' || thrown === null) return '';
  if ('driverError' in thrown) return detailOf(thrown.driverError);
  return 'detail' in thrown ? String(thrown.detail) : '';
}

function sentence(thrown: HttpException): string {
  const body = thrown.getResponse();
  const message = typeof body === 'object' && 'message' in body ? body.message : thrown.message;
  return Array.isArray(message) ? message.join('; ') : String(message);
}
