import type { Readable } from 'node:stream';

import type { FastifyReply } from 'fastify';

/** Always as a download, never shown by the browser as a page of ours. */
export function sendFile(
  reply: FastifyReply,
  file: { name: string; type: string; body: Readable | Buffer | string },
): void {
  const plain = file.name.replaceAll(/[^\x20-\x7e]|["\\]/g, '_');
  void reply
    .header(
      'content-disposition',
      `attachment; filename="${plain}"; filename*=UTF-8''${encodeURIComponent(file.name)}`,
    )
    .header('x-content-type-options', 'nosniff')
    .header('cache-control', 'private, no-store')
    .type(file.type)
    .send(file.body);
}
