import { createHash, randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, open, readFile, rename, rm, stat, statfs } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

import { Inject, Injectable } from '@nestjs/common';

import { CONFIG, type Config } from '../../config/config';
import { Clock } from '../clock';
import { Database } from '../database/database';
import { DomainError } from '../domain-error';

export interface StoredBlob {
  readonly sha256: string;
  readonly bytes: number;
}

/** Files by their SHA-256. A file is on disk, synced, before any row names it. */
export abstract class Blobs {
  /** Streams to the store. Refuses, leaving nothing behind: more than `limitBytes`, a full disk, a stream that broke off. */
  abstract put(source: Readable, limitBytes: number): Promise<StoredBlob>;
  abstract get(sha256: string): Readable;
  abstract bytesOf(sha256: string): Promise<Buffer>;
  /** Where a process of this machine can read it. */
  abstract pathOf(sha256: string): string;
  abstract freeBytes(): Promise<number>;
}

@Injectable()
export class DiskBlobs extends Blobs {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly database: Database,
    private readonly clock: Clock,
  ) {
    super();
  }

  override async put(source: Readable, limitBytes: number): Promise<StoredBlob> {
    await assertRoom(this.config.folders.blobs, this.config.storage.reserveBytes);
    const drafts = join(this.config.folders.blobs, 'drafts');
    await mkdir(drafts, { recursive: true, mode: 0o700 });
    const draft = join(drafts, randomUUID());
    const { sha256, bytes } = await written(draft, source, limitBytes);
    try {
      await this.keep(draft, sha256);
      await this.database.manager.query(
        'INSERT INTO blobs (sha256, bytes, created_at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING',
        [sha256, bytes, this.clock.now()],
      );
      return { sha256, bytes };
    } catch (thrown) {
      await rm(draft, { force: true });
      throw thrown;
    }
  }

  override get(sha256: string): Readable {
    return createReadStream(this.pathOf(sha256));
  }

  override bytesOf(sha256: string): Promise<Buffer> {
    return readFile(this.pathOf(sha256));
  }

  override pathOf(sha256: string): string {
    return join(this.config.folders.blobs, sha256.slice(0, 2), sha256);
  }

  override async freeBytes(): Promise<number> {
    return freeIn(this.config.folders.blobs);
  }

  private async keep(draft: string, sha256: string): Promise<void> {
    const path = this.pathOf(sha256);
    const there = await stat(path).catch(() => undefined);
    if (there) {
      await rm(draft, { force: true });
      return;
    }
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    await rename(draft, path);
    const folder = await open(dirname(path));
    await folder.sync().finally(() => folder.close());
  }
}

function tooLarge(limitBytes: number): DomainError {
  return new DomainError('too-large', 'The file is larger than allowed; nothing was stored.', {
    limitMiB: Math.floor(limitBytes / 1024 / 1024),
  });
}

/** Streams to a new file, synced; nothing is left behind of a stream that broke off or was too long. */
export async function written(
  path: string,
  source: Readable,
  limitBytes: number,
): Promise<StoredBlob> {
  const hash = createHash('sha256');
  let bytes = 0;
  try {
    await pipeline(
      source,
      async function* (chunks: AsyncIterable<Buffer>) {
        for await (const chunk of chunks) {
          hash.update(chunk);
          bytes += chunk.length;
          if (bytes > limitBytes) throw tooLarge(limitBytes);
          yield chunk;
        }
      },
      createWriteStream(path, { mode: 0o600, flush: true }),
    );
  } catch (thrown) {
    await rm(path, { force: true });
    throw thrown;
  }
  return { sha256: hash.digest('hex'), bytes };
}

export async function assertRoom(folder: string, reserveBytes: number): Promise<void> {
  if ((await freeIn(folder)) < reserveBytes)
    throw new DomainError(
      'storage-full',
      'The disk is nearly full; nothing was stored. Tell the administrator.',
    );
}

async function freeIn(folder: string): Promise<number> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize;
}
