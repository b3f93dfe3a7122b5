import type { Dataset, DatasetVersion } from '@holdout/contracts';

/** The server is working on it, so the page asks again soon. */
export function inWork({ state, splitState }: DatasetVersion): boolean {
  return state === 'received' || state === 'profiling' || splitState === 'making';
}

export function newestFirst(versions: readonly DatasetVersion[]): DatasetVersion[] {
  return [...versions].sort((a, b) => b.number - a.number);
}

/** The version a page shows: the one asked for, else the newest that could be read, else the newest. */
export function shownVersion(
  { versions }: Pick<Dataset, 'versions'>,
  asked: string | undefined,
): DatasetVersion | undefined {
  const newest = newestFirst(versions);
  return (
    newest.find(({ number }) => String(number) === asked) ??
    newest.find(({ state }) => state === 'ready') ??
    newest[0]
  );
}

const MOST_BYTES = 200 * 1024 * 1024;

export type FileFault = 'not-csv' | 'file-empty' | 'file-too-large';

/** What can be said against a file before its first byte is sent. */
export function fileFault({ name, size }: Pick<File, 'name' | 'size'>): FileFault | undefined {
  if (!/\.(csv|tsv|txt)$/i.test(name)) return 'not-csv';
  if (size === 0) return 'file-empty';
  return size > MOST_BYTES ? 'file-too-large' : undefined;
}
