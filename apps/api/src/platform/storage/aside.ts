import { mkdir, open, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';

import { Inject, Injectable } from '@nestjs/common';

import { CONFIG, type Config } from '../../config/config';
import { type StoredBlob, assertRoom, written } from './blobs';

/** Files that are looked at once and kept nowhere: by an id of their own, so that each can go without asking who else has it. */
@Injectable()
export class Aside {
  constructor(@Inject(CONFIG) private readonly config: Config) {}

  /** Refuses, leaving nothing behind, as the store does. */
  async put(id: string, source: Readable, limitBytes: number): Promise<StoredBlob> {
    await mkdir(this.folder, { recursive: true, mode: 0o700 });
    await assertRoom(this.folder, this.config.storage.reserveBytes);
    return written(this.pathOf(id), source, limitBytes);
  }

  /** Undefined where it is gone. */
  async bytesOf(id: string): Promise<Buffer | undefined> {
    const handle = await open(this.pathOf(id)).catch(() => undefined);
    if (!handle) return undefined;
    return readFile(handle).finally(() => handle.close());
  }

  remove(id: string): Promise<void> {
    return rm(this.pathOf(id), { force: true });
  }

  private get folder(): string {
    return join(this.config.folders.blobs, 'aside');
  }

  private pathOf(id: string): string {
    return join(this.folder, id);
  }
}
