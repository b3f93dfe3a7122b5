import type { FastifyReply, FastifyRequest } from 'fastify';

/** A JSON answer that is bytes already. Whoever made them put them through the contract. */
export interface Prepared {
  readonly etag: string;
  readonly bytes: () => Buffer;
}

/** What the caller has already is not sent again. */
export function sendPrepared(
  request: FastifyRequest,
  reply: FastifyReply,
  { etag, bytes }: Prepared,
): void {
  void reply.header('etag', etag).header('cache-control', 'private, no-cache');
  if (has(request.headers['if-none-match'], etag)) void reply.status(304).send();
  else void reply.type('application/json; charset=utf-8').send(bytes());
}

/** A proxy that compresses makes a tag weak; the content is the same. */
function has(header: string | undefined, etag: string): boolean {
  return (header ?? '').split(',').some((tag) => tag.trim().replace(/^W\//, '') === etag);
}
