import type { FastifyRequest } from 'fastify';
import * as z from 'zod';

import type { FieldsOf, RouteSpec } from '@holdout/contracts';

import { DomainError } from '../domain-error';
import type { Blobs, StoredBlob } from '../storage/blobs';

export interface Upload<R extends RouteSpec> {
  readonly blob: StoredBlob;
  readonly filename: string;
  readonly fields: FieldsOf<R>;
}

/**
 * Takes a multipart body: the text fields the contract names, then one part named `file`, streamed to the store.
 * The fields must come before the file, as browsers send them in the order of the form.
 */
export async function takeUpload<R extends RouteSpec>(
  request: FastifyRequest,
  route: R,
  blobs: Blobs,
  limitBytes: number,
): Promise<Upload<R>> {
  if (!request.isMultipart())
    throw new DomainError('invalid-request', 'Send multipart/form-data with one part named file.');
  const part = await request.file({
    limits: { files: 1, fields: 20, fieldSize: 64 * 1024, fileSize: limitBytes + 1 },
  });
  if (part?.fieldname !== 'file')
    throw new DomainError('invalid-request', 'Send one file in a part named file.');
  const texts: Record<string, string> = {};
  for (const [name, field] of Object.entries(part.fields)) {
    const one = Array.isArray(field) ? field[0] : field;
    if (one?.type === 'field') texts[name] = String(one.value);
  }
  const fields = (route.upload ?? z.object({})).safeParse(texts);
  if (!fields.success) {
    part.file.resume();
    throw new DomainError('invalid-request', z.prettifyError(fields.error));
  }
  const blob = await blobs.put(part.file, limitBytes);
  // The base name alone, without what a header or a terminal would trip over.
  const filename = part.filename
    .replace(/^.*[\\/]/, '')
    .replaceAll(/[\p{Cc}"]/gu, '_')
    .slice(0, 200);
  return {
    blob,
    filename: filename === '' ? 'file' : filename,
    fields: fields.data as FieldsOf<R>,
  };
}
