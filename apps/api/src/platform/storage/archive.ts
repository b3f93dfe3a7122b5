import { type Entry, type ZipFile, fromBuffer } from 'yauzl';

/** What an archive that people send may be. What it says of itself is not believed: bytes are counted as they come out. */
const LIMITS = { entries: 500, inflatedBytes: 100 * 1024 * 1024 };

export type Archive =
  | { readonly ok: true; readonly files: ReadonlyMap<string, Buffer> }
  | {
      readonly ok: false;
      readonly fault:
        | 'archive-unreadable'
        | 'archive-too-many-entries'
        | 'archive-too-large-inflated'
        | 'archive-path-outside';
    };

class Refused extends Error {
  constructor(readonly fault: Extract<Archive, { ok: false }>['fault']) {
    super(fault);
  }
}

/** The wanted files of a zip, in memory. Refuses more than 500 entries, more than 100 MB, links, and paths that lead out of it. */
export async function readArchive(
  zip: Buffer,
  wanted: (path: string) => boolean,
  limits = LIMITS,
): Promise<Archive> {
  let archive: ZipFile | undefined;
  try {
    archive = await opened(zip);
    if (archive.entryCount > limits.entries) throw new Refused('archive-too-many-entries');
    const files = new Map<string, Buffer>();
    let left = limits.inflatedBytes;
    for await (const entry of entriesOf(archive, limits.entries)) {
      if (isLink(entry)) throw new Refused('archive-path-outside');
      if (entry.fileName.endsWith('/') || !wanted(entry.fileName)) continue;
      const bytes = await bytesOf(archive, entry, left);
      left -= bytes.length;
      files.set(entry.fileName, bytes);
    }
    return { ok: true, files };
  } catch (thrown) {
    if (thrown instanceof Refused) return { ok: false, fault: thrown.fault };
    // yauzl tells by sentences alone.
    const outside =
      thrown instanceof Error &&
      /relative path|absolute path|invalid characters in fileName/.test(thrown.message);
    return { ok: false, fault: outside ? 'archive-path-outside' : 'archive-unreadable' };
  } finally {
    archive?.close();
  }
}

/** The Unix mode stands in the upper half of the external attributes; 0 where the archive has none. */
function isLink({ externalFileAttributes }: Entry): boolean {
  return ((externalFileAttributes >>> 16) & 0o170000) === 0o120000;
}

function opened(zip: Buffer): Promise<ZipFile> {
  return new Promise((resolve, reject) => {
    fromBuffer(
      zip,
      { lazyEntries: true, validateEntrySizes: true, strictFileNames: true },
      (error, archive) => {
        if (error) reject(error);
        else resolve(archive);
      },
    );
  });
}

async function* entriesOf(archive: ZipFile, most: number): AsyncGenerator<Entry> {
  for (let count = 0; ; count += 1) {
    const entry = await new Promise<Entry | undefined>((resolve, reject) => {
      archive.removeAllListeners();
      archive.once('entry', resolve);
      archive.once('end', () => {
        resolve(undefined);
      });
      archive.once('error', reject);
      archive.readEntry();
    });
    if (!entry) return;
    if (count >= most) throw new Refused('archive-too-many-entries');
    yield entry;
  }
}

async function bytesOf(archive: ZipFile, entry: Entry, left: number): Promise<Buffer> {
  if (entry.uncompressedSize > left) throw new Refused('archive-too-large-inflated');
  const stream = await new Promise<NodeJS.ReadableStream>((resolve, reject) => {
    archive.openReadStream(entry, (error, opening) => {
      if (error) reject(error);
      else resolve(opening);
    });
  });
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > left) throw new Refused('archive-too-large-inflated');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
