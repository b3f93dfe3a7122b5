import { inflateRawSync } from 'node:zlib';

import { type Complaint } from './complaint';

/** What an archive may hold. */
export interface ZipRules {
  /** The file that must stand at its root, or in its one top folder. */
  readonly main: string;
  readonly maxEntries: number;
  /** Of all entries together, unpacked. */
  readonly maxBytes: number;
}

export type ZipInspection =
  | { readonly sound: true; /** '' or 'the-one-folder/' */ readonly prefix: string }
  | { readonly sound: false; readonly complaints: readonly Complaint[] };

interface ZipEntry {
  readonly name: string;
  readonly bytes: number;
  readonly encrypted: boolean;
  readonly method: number;
  /** The Unix mode, 0 where the archive has none. */
  readonly mode: number;
  readonly packedBytes: number;
  /** Where its local header is. */
  readonly at: number;
}

const END_OF_DIRECTORY = 0x06054b50;
const DIRECTORY_ENTRY = 0x02014b50;
const LONGEST_COMMENT = 0xffff;
const UNKNOWN_SIZE = 0xffffffff;
const STORED = 0;
const DEFLATED = 8;
const FILE_TYPE = 0o170000;
const REGULAR = 0o100000;
const FOLDER = 0o040000;
const LISTED = 20;

/**
 * What is wrong with an archive, told from its central directory alone: nothing is inflated. Every fault is named
 * with its entry, all at once (at most 20 of a kind, with their count). Sound means: each name stays inside the
 * folder, each entry is a plain file or folder, deflated or stored, unencrypted, the sizes it declares and their
 * number are within the rules, and `main` is there. The sizes are only declared: what unpacks it must still stop
 * at them. Source: PKWARE's APPNOTE.TXT, 4.3.12 and 4.3.16; zip64 is refused, it is for archives beyond the rules.
 */
export function inspectZip(bytes: Buffer, rules: ZipRules): ZipInspection {
  const directory = findDirectory(bytes);
  if (!directory) return refusal([{ code: 'zip_unreadable' }]);
  if (directory.count > rules.maxEntries)
    return refusal([
      { code: 'zip_too_many_entries', count: directory.count, expected: String(rules.maxEntries) },
    ]);
  const entries = readEntries(bytes, directory);
  if (!entries) return refusal([{ code: 'zip_unreadable' }]);

  const names = new Set<string>();
  const faults = new Map<string, string[]>();
  let total = 0;
  for (const entry of entries) {
    total += entry.bytes;
    for (const code of faultsOf(entry, names)) {
      const listed = faults.get(code) ?? [];
      listed.push(entry.name);
      faults.set(code, listed);
    }
    names.add(entry.name);
  }
  const complaints = [...faults].flatMap(([code, at]) =>
    at.slice(0, LISTED).map((name) => ({ code, value: name, count: at.length })),
  );
  if (total > rules.maxBytes)
    complaints.push({ code: 'zip_too_large', value: String(total), count: entries.length });
  const prefix = prefixOf(names, rules.main);
  if (prefix === undefined) return refusal([...complaints, missing(names, rules.main)]);
  return complaints.length > 0 ? refusal(complaints) : { sound: true, prefix };
}

function refusal(complaints: readonly Complaint[]): ZipInspection {
  return { sound: false, complaints };
}

/** Where the file would have been expected, and where one of that name lies instead. */
function missing(names: ReadonlySet<string>, main: string): Complaint {
  const elsewhere = [...names].find((name) => name.endsWith(`/${main}`));
  return {
    code: 'zip_main_missing',
    expected: main,
    ...(elsewhere === undefined ? {} : { value: elsewhere }),
  };
}

function faultsOf(entry: ZipEntry, earlier: ReadonlySet<string>): string[] {
  const { name, mode } = entry;
  const parts = name.split(/[/\\]/);
  const type = mode & FILE_TYPE;
  const faults: string[] = [];
  if (parts.includes('..')) faults.push('zip_path_escapes');
  if (/^([/\\]|[A-Za-z]:)/.test(name)) faults.push('zip_path_absolute');
  if (name === '' || /[\u0000-\u001f\u007f]/.test(name) || name.length > 512)
    faults.push('zip_path_odd');
  if (type !== 0 && type !== REGULAR && type !== FOLDER) faults.push('zip_link');
  if (entry.encrypted) faults.push('zip_encrypted');
  if (entry.method !== STORED && entry.method !== DEFLATED) faults.push('zip_compression');
  if (earlier.has(name)) faults.push('zip_duplicate');
  return faults;
}

/** `main` at the root, or in the only top folder; what a Mac adds does not count. */
function prefixOf(names: ReadonlySet<string>, main: string): string | undefined {
  if (names.has(main)) return '';
  const tops = new Set(
    [...names]
      .filter((name) => !/^(__MACOSX\/|\.DS_Store$)/.test(name))
      .map((name) => {
        const slash = name.indexOf('/');
        return slash < 0 ? name : name.slice(0, slash + 1);
      }),
  );
  const [only = ''] = tops;
  return tops.size === 1 && only.endsWith('/') && names.has(only + main) ? only : undefined;
}

interface Directory {
  readonly at: number;
  readonly bytes: number;
  readonly count: number;
}

function findDirectory(bytes: Buffer): Directory | undefined {
  const first = Math.max(0, bytes.length - 22 - LONGEST_COMMENT);
  for (let at = bytes.length - 22; at >= first; at--) {
    if (bytes.readUInt32LE(at) !== END_OF_DIRECTORY) continue;
    const comment = bytes.readUInt16LE(at + 20);
    if (at + 22 + comment !== bytes.length) continue;
    const directory = {
      count: bytes.readUInt16LE(at + 10),
      bytes: bytes.readUInt32LE(at + 12),
      at: bytes.readUInt32LE(at + 16),
    };
    // Disks other than this one, or a directory that is not where it says: not an archive we read.
    if (bytes.readUInt16LE(at + 4) !== 0 || bytes.readUInt16LE(at + 6) !== 0) return undefined;
    return directory.at + directory.bytes === at ? directory : undefined;
  }
  return undefined;
}

function readEntries(bytes: Buffer, directory: Directory): ZipEntry[] | undefined {
  const entries: ZipEntry[] = [];
  const end = directory.at + directory.bytes;
  let at = directory.at;
  while (at < end) {
    if (at + 46 > end || bytes.readUInt32LE(at) !== DIRECTORY_ENTRY) return undefined;
    const flags = bytes.readUInt16LE(at + 8);
    const size = bytes.readUInt32LE(at + 24);
    const nameBytes = bytes.readUInt16LE(at + 28);
    const next = at + 46 + nameBytes + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
    if (next > end || size === UNKNOWN_SIZE) return undefined;
    const name = bytes.subarray(at + 46, at + 46 + nameBytes);
    entries.push({
      name: name.toString((flags & 0x800) !== 0 ? 'utf8' : 'latin1'),
      bytes: size,
      encrypted: (flags & 0x41) !== 0,
      method: bytes.readUInt16LE(at + 10),
      mode: bytes.readUInt16LE(at + 40),
      packedBytes: bytes.readUInt32LE(at + 20),
      at: bytes.readUInt32LE(at + 42),
    });
    at = next;
  }
  return entries.length === directory.count ? entries : undefined;
}

/**
 * One file of an archive that `inspectZip` found sound; undefined where there is none, where it is longer than `limit`
 * or than it declares, or where its bytes are not what the directory says.
 */
export function zipMember(bytes: Buffer, name: string, limit: number): Buffer | undefined {
  const directory = findDirectory(bytes);
  const entry = directory && readEntries(bytes, directory)?.find((each) => each.name === name);
  if (!entry || entry.bytes > limit || entry.at + 30 > bytes.length) return undefined;
  const begins =
    entry.at + 30 + bytes.readUInt16LE(entry.at + 26) + bytes.readUInt16LE(entry.at + 28);
  const packed = bytes.subarray(begins, begins + entry.packedBytes);
  try {
    const content =
      entry.method === STORED
        ? packed
        : inflateRawSync(packed, { maxOutputLength: Math.max(entry.bytes, 1) });
    return content.length === entry.bytes ? content : undefined;
  } catch {
    return undefined;
  }
}
