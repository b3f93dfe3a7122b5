import type { FastifyReply } from 'fastify';

import type { Blobs } from '../storage/blobs';

/** To be seen in a page of ours: of a type whose first bytes were looked at, and never guessed anew by the browser. */
export function sendImage(
  reply: FastifyReply,
  { blob, type }: { readonly blob: string; readonly type: string },
  blobs: Blobs,
): void {
  void reply
    .header('x-content-type-options', 'nosniff')
    .header('content-security-policy', "default-src 'none'")
    .header('cache-control', 'private, max-age=86400, immutable')
    .type(type)
    .send(blobs.get(blob));
}
