import type { FastifyReply } from 'fastify';

import type { Blobs } from '../platform/storage/blobs';
import type { ImageRow } from './banks.repository';

/** To be seen in a page of ours: of a type whose first bytes were looked at, and never guessed anew by the browser. */
export function sendImage(
  reply: FastifyReply,
  { blob, type }: Pick<ImageRow, 'blob' | 'type'>,
  blobs: Blobs,
): void {
  void reply
    .header('x-content-type-options', 'nosniff')
    .header('content-security-policy', "default-src 'none'")
    .header('cache-control', 'private, max-age=86400, immutable')
    .type(type)
    .send(blobs.get(blob));
}
