import { resolve } from 'node:path';

import { QuestionReader } from '../../apps/api/src/questions/formats/reader';

const thread = resolve(__dirname, '../support/reading.cjs');
const PNG =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
const gift = (questions: number) =>
  Buffer.from('::Suma::¿Cuánto es 1 + 1? { =2 ~3 ~4 }\n\n'.repeat(questions));
const read = (bytes: Buffer, longestMs = 60_000) =>
  new QuestionReader({ thread, longestMs }).read({ bytes, said: undefined });

describe('a large file of questions', () => {
  it('is read beside the loop, which goes on meanwhile', async () => {
    let turns = 0;
    const loop = setInterval(() => {
      turns += 1;
    }, 5);
    const { file } = await read(gift(1600));
    clearInterval(loop);
    expect(file).toMatchObject({ ok: true, format: 'gift' });
    expect(file.ok && file.questions.length).toBe(1600);
    expect(turns).toBeGreaterThan(5);
  });

  it('brings its images out of the thread as they were', async () => {
    const xml = `<quiz><!-- ${'x'.repeat(70_000)} --><question type="truefalse"><name><text>P</text></name>
      <questiontext format="html"><text><![CDATA[<img src="@@PLUGINFILE@@/a.png"/>]]></text>
      <file name="a.png" path="/" encoding="base64">${PNG}</file></questiontext>
      <answer fraction="100"><text>true</text></answer><answer fraction="0"><text>false</text></answer></question></quiz>`;
    const { images } = await read(Buffer.from(xml));
    expect(images).toMatchObject([{ filename: 'a.png', type: 'image/png' }]);
    expect(Buffer.from(images[0]?.bytes ?? []).toString('base64')).toBe(PNG);
  });

  it('is given up where it takes too long, and the next is read', async () => {
    const reader = new QuestionReader({ thread, longestMs: 1 });
    const [first, small] = await Promise.all([
      reader.read({ bytes: gift(1600), said: undefined }),
      reader.read({ bytes: gift(1), said: undefined }),
    ]);
    expect(first.file).toEqual({
      ok: false,
      faults: [{ code: 'question-import-too-slow', value: '0.001' }],
    });
    expect(small.file.ok).toBe(true);
  });
});
