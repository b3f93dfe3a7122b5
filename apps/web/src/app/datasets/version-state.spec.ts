import type { DatasetVersion } from '@holdout/contracts';

import { fileFault, inWork, shownVersion } from './version-state';

const version = (number: number, state: DatasetVersion['state']): DatasetVersion => ({
  id: `0192a000-0000-7000-8000-00000000000${number}`,
  number,
  state,
  filename: 'vinos.csv',
  bytes: 1,
  rows: null,
  columns: [],
  complaints: [],
  split: null,
  splitState: 'none',
  splitComplaints: [],
  createdAt: '2026-11-24T00:00:00Z',
});

describe('the version a page shows', () => {
  const versions = [version(1, 'ready'), version(3, 'rejected'), version(2, 'ready')];

  it('is the newest that could be read', () => {
    expect(shownVersion({ versions }, undefined)?.number).toBe(2);
  });

  it('is the one of the address, where there is such a one', () => {
    expect(shownVersion({ versions }, '1')?.number).toBe(1);
    expect(shownVersion({ versions }, '7')?.number).toBe(2);
  });

  it('is the newest where none could be read', () => {
    expect(
      shownVersion({ versions: [version(1, 'failed'), version(2, 'received')] }, '')?.number,
    ).toBe(2);
    expect(shownVersion({ versions: [] }, undefined)).toBeUndefined();
  });
});

describe('a version in work', () => {
  it('is being read, or split', () => {
    expect(inWork(version(1, 'received'))).toBe(true);
    expect(inWork(version(1, 'profiling'))).toBe(true);
    expect(inWork({ ...version(1, 'ready'), splitState: 'making' })).toBe(true);
  });

  it('is finished whatever the end', () => {
    for (const state of ['ready', 'rejected', 'failed'] as const)
      expect(inWork(version(1, state))).toBe(false);
    expect(inWork({ ...version(1, 'ready'), splitState: 'refused' })).toBe(false);
  });
});

describe('a file to upload', () => {
  it('is refused before it is sent where that can be known', () => {
    expect(fileFault({ name: 'vinos.xlsx', size: 10 })).toBe('not-csv');
    expect(fileFault({ name: 'vinos.csv', size: 0 })).toBe('file-empty');
    expect(fileFault({ name: 'vinos.csv', size: 200 * 1024 * 1024 + 1 })).toBe('file-too-large');
    expect(fileFault({ name: 'VINOS.CSV', size: 200 * 1024 * 1024 })).toBeUndefined();
  });
});
