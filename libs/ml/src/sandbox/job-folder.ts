import { constants } from 'node:fs';
import { chmod, copyFile, link, mkdir, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';

/** The code of a submission: one file by its own name, or an archive that is unpacked inside. */
export type JobCode =
  | { readonly kind: 'file'; readonly name: string; readonly bytes: Uint8Array }
  | { readonly kind: 'zip'; readonly bytes: Uint8Array };

export interface JobInput {
  /** Where job folders live; made if absent. The dropped uid must be able to get there. */
  readonly root: string;
  /** Opaque: no name of a person, group or course. */
  readonly id: string;
  readonly code: JobCode;
  /** Small files of the runtime, for /in itself. */
  readonly files?: Readonly<Record<string, string>>;
  /** Files for /in/data, by the name they have inside. */
  readonly data: readonly { readonly name: string; readonly path: string }[];
}

export interface JobFolder {
  readonly id: string;
  /** The host's path, seen as /in. */
  readonly path: string;
  remove(): Promise<void>;
}

const PLAIN_NAME = /^[\w][\w.-]*$/;

/**
 * Unpacks the archive inside the sandbox and becomes the program. Data of the platform goes before data in the
 * archive, and a result must be written, not sent along. Arguments: the folder in the archive that is its root,
 * names to leave out, the program. zipfile stops at the sizes that `inspectZip` has added up.
 */
const UNPACK = `import os, sys, zipfile
prefix, left_out, *command = sys.argv[1:]
try:
    with zipfile.ZipFile('/in/code.zip') as archive:
        for entry in archive.infolist():
            name = entry.filename[len(prefix):]
            top = name.split('/')[0]
            if not entry.filename.startswith(prefix) or not name or top in ('data', '__MACOSX') or name in left_out.split():
                continue
            entry.filename = name
            archive.extract(entry, '.')
except (zipfile.BadZipFile, NotImplementedError, ValueError, EOFError) as fault:
    sys.exit(f'the archive cannot be unpacked: {fault}')
os.execv(command[0], command)
`;

/** Where the unpacker lies inside, and its interpreter: the system's, whatever the program's own is. */
export function unpacking(
  prefix: string,
  leftOut: readonly string[],
  command: readonly string[],
): string[] {
  return [
    ...['/usr/bin/python3', '-I', '-S', '/in/unpack.py'],
    ...[prefix, leftOut.join(' '), ...command],
  ];
}

/**
 * Lays out what one run may read: `code/` (or `code.zip`) and `data/`, world-readable and nothing else, under a
 * root that others may pass through but not list. Data files are linked where the file system allows it and they
 * are readable by all, else copied. Labels have no business here; nothing in this folder is writable from inside.
 *
 * @throws RangeError on an id or a data name that is not a plain file name.
 */
export async function prepareJob(input: JobInput): Promise<JobFolder> {
  const files = input.files ?? {};
  for (const name of [input.id, ...Object.keys(files), ...input.data.map(({ name }) => name)])
    if (!PLAIN_NAME.test(name)) throw new RangeError(`not a plain name: ${name}`);
  const root = resolve(input.root);
  const path = join(root, input.id);
  await mkdir(root, { recursive: true });
  await chmod(root, 0o711);
  await rm(path, { recursive: true, force: true }); // of a worker that was killed
  await mkdir(join(path, 'data'), { recursive: true });
  for (const folder of [path, join(path, 'data')]) await chmod(folder, 0o755);
  await placeCode(path, input.code);
  for (const [name, text] of Object.entries(files)) await writeReadable(join(path, name), text);
  for (const { name, path: from } of input.data) await place(from, join(path, 'data', name));
  return {
    id: input.id,
    path,
    remove: async () => {
      await rm(path, { recursive: true, force: true });
    },
  };
}

async function placeCode(path: string, code: JobCode): Promise<void> {
  if (code.kind === 'zip') {
    await writeReadable(join(path, 'code.zip'), code.bytes);
    await writeReadable(join(path, 'unpack.py'), UNPACK);
    return;
  }
  await mkdir(join(path, 'code'));
  await chmod(join(path, 'code'), 0o755);
  await writeReadable(join(path, 'code', fileName(code.name)), code.bytes);
}

/** A name that is safe as an argument and says the same in a traceback; any other becomes `main` with its extension. */
export function fileName(name: string): string {
  if (PLAIN_NAME.test(name) && name.length <= 100) return name;
  return `main${/\.\w{1,8}$/.exec(name)?.[0] ?? ''}`;
}

/** The umask may be stricter than the reader's user can do with. */
async function writeReadable(path: string, content: Uint8Array | string): Promise<void> {
  await writeFile(path, content);
  await chmod(path, 0o644);
}

async function place(from: string, to: string): Promise<void> {
  const { mode } = await stat(from);
  if ((mode & 0o004) !== 0) {
    try {
      await link(from, to);
      return;
    } catch {
      // another file system
    }
  }
  await copyFile(from, to, constants.COPYFILE_FICLONE);
  await chmod(to, 0o644);
}

/**
 * The first folder on the way to `path` that a user who owns nothing may not pass, or undefined when the way is
 * free. Groups are not looked at: the dropped user has none.
 */
export async function blockingFolder(path: string, uid: number): Promise<string | undefined> {
  const way: string[] = [];
  for (let at = resolve(path); ; at = dirname(at)) {
    way.unshift(at);
    if (dirname(at) === at) break;
  }
  for (const folder of way) {
    const { mode, uid: owner } = await stat(folder);
    if ((mode & (owner === uid ? 0o100 : 0o001)) === 0) return folder;
  }
  return undefined;
}
