import { Readable } from 'node:stream';

import type { MultipartFile } from '@fastify/multipart';
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

/** A file of which nothing is stored yet. */
export type Sent<R extends RouteSpec> = Omit<Upload<R>, 'blob'> & { readonly head: Buffer };

/** How large a file may be, and the one beside it; without `besideBytes` none may be there. */
interface Judged {
  readonly limitBytes: number;
  readonly besideBytes?: number;
}

/** So much of a file is shown to who judges it. */
const HEAD_BYTES = 16;

/**
 * Takes a multipart body: the text fields the contract names, then one part named `file`, streamed to the store.
 * The fields must come before the file, as browsers send them in the order of the form; a second file comes behind it.
 */
export function takeUpload<R extends RouteSpec>(
  request: FastifyRequest,
  route: R,
  blobs: Blobs,
  limitBytes: number,
): Promise<Upload<R>> {
  return takeJudged(request, route, blobs, limitBytes, () => ({ limitBytes }));
}

/** The same; before anything is stored `judge` looks at it, says how large it may be, or refuses by throwing. */
export async function takeJudged<R extends RouteSpec, J extends Judged>(
  request: FastifyRequest,
  route: R,
  blobs: Pick<Blobs, 'put'>,
  largestBytes: number,
  judge: (sent: Sent<R>) => J | Promise<J>,
): Promise<Upload<R> & { readonly judged: J; readonly beside: StoredBlob | undefined }> {
  if (!request.isMultipart())
    throw new DomainError('invalid-request', 'Send multipart/form-data with one part named file.');
  const files = request.files({
    limits: {
      files: route.beside === undefined ? 1 : 2,
      fields: 20,
      fieldSize: 64 * 1024,
      fileSize: largestBytes + 1,
    },
  });
  const part = await nextOf(files);
  if (part?.fieldname !== 'file') {
    part?.file.resume();
    throw new DomainError('invalid-request', 'Send one file in a part named file.');
  }
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
  const file = { filename: baseName(part.filename), fields: fields.data as FieldsOf<R> };
  const { head, whole, ignored } = await beginning(part.file);
  let judged: J;
  try {
    judged = await judge({ ...file, head });
  } catch (refusal) {
    void ignored().then(() => restIgnored(route, files));
    throw refusal;
  }
  const blob = await blobs.put(whole, judged.limitBytes);
  return { ...file, judged, blob, beside: await takeBeside(route, files, blobs, judged) };
}

type Files = AsyncIterableIterator<MultipartFile>;

async function nextOf(files: Files): Promise<MultipartFile | undefined> {
  const next = (await files.next()) as IteratorResult<MultipartFile, undefined>;
  return next.value;
}

/** The second file, where the route knows one and it came. */
async function takeBeside(
  { beside }: RouteSpec,
  files: Files,
  blobs: Pick<Blobs, 'put'>,
  { besideBytes }: Judged,
): Promise<StoredBlob | undefined> {
  if (beside === undefined) return undefined;
  const part = await nextOf(files);
  if (!part) return undefined;
  if (part.fieldname === beside && besideBytes !== undefined)
    return blobs.put(part.file, besideBytes);
  part.file.resume();
  throw new DomainError('invalid-request', `A part ${part.fieldname} does not go with this file.`);
}

/** A second file too is read to nowhere. */
async function restIgnored({ beside }: RouteSpec, files: Files): Promise<void> {
  if (beside !== undefined) for await (const { file } of files) file.resume();
}

/** Without a path, and without what a header or a terminal would trip over. */
function baseName(filename: string): string {
  const name = filename
    .replace(/^.*[\\/]/, '')
    .replaceAll(/[\p{Cc}"]/gu, '_')
    .slice(0, 200);
  return name === '' ? 'file' : name;
}

interface Beginning {
  readonly head: Buffer;
  /** All of it, the head too. */
  readonly whole: Readable;
  /** Reads the rest to nowhere: the sender listens for the answer when it has sent all. */
  readonly ignored: () => Promise<void>;
}

async function beginning(file: Readable): Promise<Beginning> {
  const chunks = file[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
  const taken: Buffer[] = [];
  let length = 0;
  while (length < HEAD_BYTES) {
    const next = await chunks.next();
    if (next.done === true) break;
    taken.push(next.value);
    length += next.value.length;
  }
  const rest = { [Symbol.asyncIterator]: () => chunks };
  return {
    head: Buffer.concat(taken),
    whole: Readable.from(
      (async function* () {
        yield* taken;
        yield* rest;
      })(),
      { objectMode: false },
    ),
    ignored: () =>
      Readable.from(rest)
        .forEach(() => undefined)
        .catch(() => undefined),
  };
}
