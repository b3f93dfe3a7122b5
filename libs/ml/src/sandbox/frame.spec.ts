import * as fc from 'fast-check';

import { frameLimit, HEAD_BYTES, readFrame } from './frame';

const WANTED = ['predictions.csv', 'validation.csv'];
const STAT = '2 (sh) S 1 1 1 0 -1 0 0 0 0 0 1 2 30 40 20 0 1 0';

function frame(files: readonly (readonly [string, string])[], usage = `usage 3 ${STAT}`): Buffer {
  const list = files.map(([name, content]) => `${content.length} ${name}\n`).join('');
  return Buffer.from(`ready\n${usage}\n${list}\n${files.map(([, content]) => content).join('')}`);
}

describe('the frame of results', () => {
  it('brings each file, what the program took, and what it left running', () => {
    const read = readFrame(
      frame([
        ['predictions.csv', 'id\n1\n'],
        ['validation.csv', ''],
      ]),
      WANTED,
      100,
    );
    expect(read).toMatchObject({ ready: true, cpuMs: 700, processesLeft: 3, tooLarge: [] });
    expect([...read.files].map(([name, bytes]) => [name, bytes.toString()])).toEqual([
      ['predictions.csv', 'id\n1\n'],
      ['validation.csv', ''],
    ]);
  });

  it('is empty when nothing was written, and not ready when nothing began', () => {
    expect(readFrame(frame([]), WANTED, 100)).toMatchObject({ ready: true, files: new Map() });
    for (const text of ['', 'rea', 'sh: 1: oops\n', '\n\n'])
      expect(readFrame(Buffer.from(text), WANTED, 100)).toMatchObject({
        ready: false,
        files: new Map(),
      });
  });

  it('names a file that is larger than the limit, and still finds the one after it', () => {
    // The finaliser cuts the first at its limit of 4 bytes.
    const bytes = Buffer.from(
      `ready\nusage 3 ${STAT}\n9 predictions.csv\n2 validation.csv\n\nabcdxy`,
    );
    const read = readFrame(bytes, WANTED, 4);
    expect(read.tooLarge).toEqual(['predictions.csv']);
    expect(read.files.get('validation.csv')?.toString()).toBe('xy');
  });

  it('takes the first of two of one name', () => {
    const read = readFrame(
      frame([
        ['predictions.csv', 'first'],
        ['predictions.csv', 'again'],
      ]),
      WANTED,
      100,
    );
    expect(read.files.get('predictions.csv')?.toString()).toBe('first');
  });

  it.each([
    ['a name that nobody asked for', frame([['../../etc/passwd', 'root']])],
    [
      'a second name that nobody asked for',
      frame([
        ['predictions.csv', 'id'],
        ['other.csv', 'x'],
      ]),
    ],
    ['fewer bytes than it says', frame([['predictions.csv', 'abcdef']]).subarray(0, -1)],
    ['no size', Buffer.from(`ready\nusage 3 ${STAT}\nx predictions.csv\n\nabc`)],
    ['a negative size', Buffer.from(`ready\nusage 3 ${STAT}\n-3 predictions.csv\n\nabc`)],
    [
      'a size beyond numbers',
      Buffer.from(`ready\nusage 3 ${STAT}\n${'9'.repeat(16)} predictions.csv\n\nabc`),
    ],
    ['no end of its head', Buffer.from(`ready\nusage 3 ${STAT}\n3 predictions.csv\nabc`)],
    [
      'a head that is too long',
      Buffer.from(`ready\n${'u'.repeat(HEAD_BYTES)}\n3 predictions.csv\n\nabc`),
    ],
  ])('has no files when it does not add up: %s', (_, bytes) => {
    expect(readFrame(bytes, WANTED, 100)).toMatchObject({
      ready: true,
      files: new Map(),
      tooLarge: [],
    });
  });

  it('believes no account that is not one', () => {
    for (const usage of ['', 'usage', 'usage x y', 'usage 3 1 (x) S', 'usage -1 1 (a) S 1'])
      expect(readFrame(frame([], usage), WANTED, 100)).toMatchObject({
        cpuMs: 0,
        processesLeft: 0,
      });
    // A program may call itself what it likes.
    expect(
      readFrame(frame([], `usage 3 ${STAT.replace('sh', 'a) R 9 9 9 (b c')}`), WANTED, 100).cpuMs,
    ).toBe(700);
  });

  it('survives any bytes: files have wanted names and at most the limit, out of the bytes that came', () => {
    const line = fc.oneof(
      fc.constantFrom(
        'ready',
        '',
        'usage 3 1 (x) S',
        '3 predictions.csv',
        '2 validation.csv',
        '1 x',
      ),
      fc.string(),
      fc.tuple(fc.integer(), fc.constantFrom(...WANTED)).map(([size, name]) => `${size} ${name}`),
    );
    const bytes = fc.oneof(
      fc.uint8Array({ maxLength: 300 }).map((array) => Buffer.from(array)),
      fc.array(line, { maxLength: 8 }).map((lines) => Buffer.from(`ready\n${lines.join('\n')}`)),
    );
    fc.assert(
      fc.property(bytes, fc.integer({ min: 0, max: 50 }), (input, limit) => {
        const { files, ready } = readFrame(input, WANTED, limit);
        let total = 0;
        for (const [name, content] of files) {
          expect(WANTED).toContain(name);
          expect(content.length).toBeLessThanOrEqual(limit);
          total += content.length;
        }
        expect(total).toBeLessThanOrEqual(input.length);
        if (!ready) expect(files.size).toBe(0);
      }),
      { seed: 7, numRuns: 2000 },
    );
  });

  it('brings back what was framed, whatever the files hold', () => {
    const content = fc.string({ unit: 'binary-ascii', maxLength: 200 });
    fc.assert(
      fc.property(content, content, (first, second) => {
        const { files } = readFrame(
          frame([
            ['predictions.csv', first],
            ['validation.csv', second],
          ]),
          WANTED,
          200,
        );
        expect(files.get('predictions.csv')?.toString('latin1')).toBe(first);
        expect(files.get('validation.csv')?.toString('latin1')).toBe(second);
      }),
      { seed: 7, numRuns: 500 },
    );
  });

  it('fits into what the guard takes from the pipe', () => {
    const files = WANTED.map((name) => [name, 'x'.repeat(1000)] as const);
    expect(frame(files).length).toBeLessThanOrEqual(frameLimit(2, 1000));
  });
});
