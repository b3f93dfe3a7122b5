import * as fc from 'fast-check';

import { zipOf, type ZipPart } from '../../../../test/support/zip';
import { inspectZip } from './zip';

const RULES = { main: 'main.py', maxEntries: 100, maxBytes: 10_000 };
const MAIN: ZipPart = { name: 'main.py', content: 'print(1)' };

const inspected = (parts: readonly ZipPart[]): ReturnType<typeof inspectZip> =>
  inspectZip(zipOf(parts), RULES);

/** The codes of its faults, each once. */
function codesOf(bytes: Buffer, rules = RULES): string[] {
  const inspection = inspectZip(bytes, rules);
  return inspection.sound ? [] : [...new Set(inspection.complaints.map(({ code }) => code))];
}

describe('an archive of code', () => {
  it('may have main at its root, or in its one folder, with what a Mac adds', () => {
    expect(inspected([MAIN, { name: 'lib/a.py' }])).toEqual({ sound: true, prefix: '' });
    const folder = [
      { name: 'work/', mode: 0o040755 },
      { name: 'work/main.py' },
      { name: '__MACOSX/work/._main.py' },
      { name: '.DS_Store' },
    ];
    expect(inspected(folder)).toEqual({ sound: true, prefix: 'work/' });
  });

  it('may carry a comment, and names in any script', () => {
    expect(inspectZip(zipOf([MAIN, { name: 'datos/año.txt' }], 2, 'made by me'), RULES).sound).toBe(
      true,
    );
  });

  it('says where main lies instead', () => {
    expect(inspected([{ name: 'a/main.py' }, { name: 'b/x.py' }])).toEqual({
      sound: false,
      complaints: [{ code: 'zip_main_missing', expected: 'main.py', value: 'a/main.py' }],
    });
    expect(inspected([{ name: 'x.py' }])).toEqual({
      sound: false,
      complaints: [{ code: 'zip_main_missing', expected: 'main.py' }],
    });
  });

  it.each<[string, string, ZipPart]>([
    ['climbs out', 'zip_path_escapes', { name: '../evil.py' }],
    ['climbs out from inside', 'zip_path_escapes', { name: 'a/../../evil.py' }],
    ['climbs out the Windows way', 'zip_path_escapes', { name: 'a\\..\\..\\evil.py' }],
    ['begins at the root', 'zip_path_absolute', { name: '/etc/passwd' }],
    ['begins at a drive', 'zip_path_absolute', { name: 'C:\\evil.py' }],
    ['has a NUL in its name', 'zip_path_odd', { name: 'main.py\0.txt' }],
    ['has a line in its name', 'zip_path_odd', { name: 'a\nb.py' }],
    ['has no name', 'zip_path_odd', { name: '' }],
    ['has a name without end', 'zip_path_odd', { name: 'a'.repeat(513) }],
    ['is a link', 'zip_link', { name: 'link', content: '/etc/passwd', mode: 0o120777 }],
    ['is a device', 'zip_link', { name: 'zero', mode: 0o020666 }],
    ['is encrypted', 'zip_encrypted', { name: 'secret.py', flags: 0x801 }],
    ['is encrypted the strong way', 'zip_encrypted', { name: 'secret.py', flags: 0x841 }],
    ['is packed in another way', 'zip_compression', { name: 'a.py', method: 14 }],
    ['is there already', 'zip_duplicate', { name: 'main.py' }],
  ])('has no entry that %s', (_, code, part) => {
    expect(codesOf(zipOf([MAIN, part]))).toContain(code);
    expect(inspected([MAIN, part])).toMatchObject({
      sound: false,
      complaints: [{ value: part.name, count: 1 }],
    });
  });

  it('is told all its faults at once, the first twenty of a kind with their number', () => {
    const many = Array.from({ length: 50 }, (_, index) => ({ name: `../${index}` }));
    const inspection = inspected([MAIN, ...many, { name: '/x' }, { name: 'l', mode: 0o120777 }]);
    if (inspection.sound) throw new Error('sound');
    const of = (code: string): unknown[] =>
      inspection.complaints.filter((fault) => fault.code === code);
    expect(of('zip_path_escapes')).toHaveLength(20);
    expect(of('zip_path_escapes')[0]).toEqual({
      code: 'zip_path_escapes',
      value: '../0',
      count: 50,
    });
    expect([of('zip_path_absolute').length, of('zip_link').length]).toEqual([1, 1]);
  });

  it('is not a bomb: what it declares is added up, and nothing is inflated', () => {
    const zeros = Buffer.alloc(RULES.maxBytes + 1);
    expect(codesOf(zipOf([MAIN, { name: 'zeros', content: zeros }]))).toEqual(['zip_too_large']);
    const halves = ['a', 'b'].map((name) => ({ name, declaredBytes: RULES.maxBytes / 2 + 1 }));
    expect(codesOf(zipOf([MAIN, ...halves]))).toEqual(['zip_too_large']);
    expect(codesOf(zipOf([MAIN, { name: 'a', declaredBytes: 0xfffffffe }]))).toEqual([
      'zip_too_large',
    ]);
  });

  it('has no hundred thousand entries, however many it claims', () => {
    const empty = Array.from({ length: 100_000 }, (_, index) => ({
      name: `f/${index}`,
      method: 0,
    }));
    const bytes = zipOf([MAIN, ...empty]);
    // 100,001 does not fit the field: it wraps, and the directory is not what it claims.
    for (const claimed of [100_001, 1, 100, 0xffff]) {
      bytes.writeUInt16LE(claimed & 0xffff, bytes.length - 12);
      expect(codesOf(bytes)).toEqual([claimed > 100 ? 'zip_too_many_entries' : 'zip_unreadable']);
    }
  });

  it.each<[string, Buffer]>([
    ['nothing', Buffer.alloc(0)],
    ['text', Buffer.from('PK\x03\x04 this is no archive')],
    ['one that was cut off', zipOf([MAIN]).subarray(0, -1)],
    ['one cut in its directory', zipOf([MAIN]).subarray(0, -30)],
    ['one with something after it', Buffer.concat([zipOf([MAIN]), Buffer.from('more')])],
    ['one of zip64', zipOf([{ name: 'main.py', declaredBytes: 0xffffffff }])],
    ['one that claims fewer entries', zipOf([MAIN, { name: 'a' }], 1)],
    ['one that claims more entries', zipOf([MAIN], 2)],
  ])('is an archive, not %s', (_, bytes) => {
    expect(codesOf(bytes)).toContain('zip_unreadable');
  });

  it('whose directory lies elsewhere is not read', () => {
    const bytes = zipOf([MAIN]);
    for (const at of [0, 5, bytes.length, 0xfffffff0]) {
      bytes.writeUInt32LE(at, bytes.length - 6);
      expect(codesOf(bytes)).toEqual(['zip_unreadable']);
    }
  });

  it('may be any bytes: an answer, never an exception', () => {
    const good = zipOf([MAIN, { name: 'lib/a.py', content: 'x = 1' }]);
    const damage = fc.array(fc.tuple(fc.nat(good.length - 1), fc.nat(255)), {
      minLength: 1,
      maxLength: 6,
    });
    fc.assert(
      fc.property(damage, fc.nat(good.length), (changes, cut) => {
        const bytes = Buffer.from(good);
        for (const [at, value] of changes) bytes[at] = value;
        expect(() => inspectZip(bytes, RULES)).not.toThrow();
        expect(() => inspectZip(bytes.subarray(cut), RULES)).not.toThrow();
        expect(() => inspectZip(bytes.subarray(0, cut), RULES)).not.toThrow();
      }),
      { seed: 7, numRuns: 2000 },
    );
  });
});
