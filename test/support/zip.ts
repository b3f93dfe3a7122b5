import { crc32, deflateRawSync } from 'node:zlib';

/** One entry as it is to stand in the archive: also what no honest archiver writes. */
export interface ZipPart {
  readonly name: string;
  readonly content?: string | Uint8Array;
  /** What the directory declares, where it lies. */
  readonly declaredBytes?: number;
  readonly mode?: number;
  readonly flags?: number;
  readonly method?: number;
}

/** An archive as PKWARE's APPNOTE.TXT lays it out; `count` is the number of entries it claims. */
export function zipOf(parts: readonly ZipPart[], count = parts.length, comment = ''): Buffer {
  const bodies: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const {
    name,
    content = '',
    declaredBytes,
    mode = 0o100644,
    flags = 0x800,
    method = 8,
  } of parts) {
    const path = Buffer.from(name);
    const plain = Buffer.from(content as string);
    const packed = method === 8 ? deflateRawSync(plain) : plain;
    const shared = Buffer.alloc(26);
    shared.writeUInt16LE(20, 0);
    shared.writeUInt16LE(flags, 2);
    shared.writeUInt16LE(method, 4);
    shared.writeUInt32LE(crc32(plain), 10);
    shared.writeUInt32LE(packed.length, 14);
    shared.writeUInt32LE(declaredBytes ?? plain.length, 18);
    shared.writeUInt16LE(path.length, 22);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt16LE(0x0314, 4); // made on Unix
    shared.copy(entry, 6);
    entry.writeUInt32LE(((mode << 16) >>> 0) >>> 0, 38);
    entry.writeUInt32LE(at, 42);
    directory.push(entry, path);
    const body = [Buffer.from('PK\x03\x04'), shared, path, packed];
    bodies.push(...body);
    at += body.reduce((sum, part) => sum + part.length, 0);
  }
  const end = Buffer.alloc(22);
  const size = directory.reduce((sum, part) => sum + part.length, 0);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(count & 0xffff, 8);
  end.writeUInt16LE(count & 0xffff, 10);
  end.writeUInt32LE(size, 12);
  end.writeUInt32LE(at, 16);
  end.writeUInt16LE(comment.length, 20);
  return Buffer.concat([...bodies, ...directory, end, Buffer.from(comment)]);
}
