import { parseMoodleXml } from './moodle-xml.rules';
import { declaresEntities, elementsOf, readElement } from './xml.rules';

const PNG =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
const ID = '01890000-0000-7000-8000-000000000001';

function read(body: string, keep = (): string | undefined => undefined) {
  return parseMoodleXml(`<?xml version="1.0" encoding="UTF-8"?>\n<quiz>\n${body}\n</quiz>`, keep);
}
const question = (type: string, body: string, text = '<p>¿Qué?</p>') =>
  `<question type="${type}"><name><text>Una</text></name><questiontext format="html"><text><![CDATA[${text}]]></text></questiontext>${body}</question>`;
function content(body: string) {
  const [one] = read(body);
  expect(one?.faults).toEqual([]);
  return one?.content;
}
const answer = (fraction: string, text: string, more = '') =>
  `<answer fraction="${fraction}" format="html"><text><![CDATA[${text}]]></text>${more}</answer>`;

describe('Moodle XML', () => {
  it('reads choices with their weights, points and feedback', () => {
    const feedback =
      '<feedback format="html"><text>&lt;p&gt;No &amp;amp; no&lt;/p&gt;</text></feedback>';
    expect(
      content(
        question(
          'multichoice',
          `<defaultgrade>2.5</defaultgrade><single>true</single><shuffleanswers>1</shuffleanswers><generalfeedback format="html"><text>Fin</text></generalfeedback>${answer('100', 'A')}${answer('33.33333', 'B')}${answer('0', 'C', feedback)}<tags><tag><text>redes</text></tag></tags>`,
        ),
      ),
    ).toMatchObject({
      type: 'single',
      title: 'Una',
      text: '¿Qué?',
      points: 2.5,
      shuffle: true,
      tags: ['redes'],
      generalFeedback: 'Fin',
      options: [{ share: '1' }, { share: '1/3' }, { share: '0', feedback: 'No & no' }],
    });
    expect(
      content(
        question(
          'multichoice',
          `<single>false</single>${answer('50', 'A')}${answer('50', 'B')}${answer('-50', 'C')}`,
        ),
      ),
    ).toMatchObject({ type: 'multiple', rule: 'right_minus_wrong', shuffle: false });
  });

  it('reads the other types', () => {
    expect(
      content(question('truefalse', answer('0', 'true') + answer('100', 'false'))),
    ).toMatchObject({ correct: false });
    expect(
      content(
        question(
          'shortanswer',
          `<usecase>1</usecase>${answer('100', 'API')}${answer('0', '*', '<feedback><text>No</text></feedback>')}`,
        ),
      ),
    ).toMatchObject({
      type: 'short_text',
      caseSensitive: true,
      wrongFeedback: 'No',
      answers: [{ text: 'API' }],
    });
    expect(
      content(
        question(
          'numerical',
          `${answer('100', '3.14', '<tolerance>0.01</tolerance>')}<units><unit><multiplier>1</multiplier><unit_name>m</unit_name></unit><unit><multiplier>100</multiplier><unit_name>cm</unit_name></unit></units>`,
        ),
      ),
    ).toMatchObject({
      answers: [{ value: '3.14', tolerance: { value: '0.01' } }],
      units: [
        { unit: 'm', factor: '1' },
        { unit: 'cm', factor: '0.01' },
      ],
    });
    const pair = (left: string, right: string) =>
      `<subquestion format="html"><text>${left}</text><answer><text>${right}</text></answer></subquestion>`;
    expect(
      content(question('matching', pair('a', '1') + pair('b', '2') + pair('', '3'))),
    ).toMatchObject({
      items: [
        { text: 'a', target: 't1' },
        { text: 'b', target: 't2' },
      ],
      targets: [{ text: '1' }, { text: '2' }, { text: '3' }],
    });
    expect(
      content(question('essay', '<graderinfo format="html"><text>mire</text></graderinfo>')),
    ).toMatchObject({
      type: 'essay',
      markerNotes: 'mire',
    });
    expect(content(question('description', ''))).toMatchObject({ type: 'description', points: 0 });
  });

  it('reads embedded answers, and makes an essay of what it does not know', () => {
    expect(
      content(
        question(
          'cloze',
          '',
          'Son {1:NUMERICAL:=20:0.1#bien~%50%21:0} por {2:MULTICHOICE:no~=época}.',
        ),
      ),
    ).toMatchObject({
      type: 'cloze',
      text: 'Son [[g1]] por [[g2]].',
      gaps: [
        {
          kind: 'numeric',
          weight: 1,
          answers: [
            { value: '20', feedback: 'bien' },
            { value: '21', share: '0.5' },
          ],
        },
        {
          kind: 'choice',
          weight: 2,
          options: [
            { text: 'no', share: '0' },
            { text: 'época', share: '1' },
          ],
        },
      ],
    });
    const [odd] = read(question('cloze', '', 'Una {1:MULTIRESPONSE:=a~=b}'));
    expect(odd).toMatchObject({
      content: { type: 'essay' },
      warnings: [{ code: 'cloze-as-essay' }],
    });
  });

  it('brings its images, and says which it left out', () => {
    const kept: [string, number][] = [];
    const text =
      '<img src="@@PLUGINFILE@@/mi%20curva.png" alt="curva"><img src="https://evil.example/x.png"><img src="@@PLUGINFILE@@/falta.png">';
    const file = `<file name="mi curva.png" path="/" encoding="base64">${PNG}</file>`;
    const body = `<question type="essay"><name><text>x</text></name><questiontext format="html"><text><![CDATA[${text}]]></text>${file}</questiontext></question>`;
    const [one] = parseMoodleXml(`<quiz>${body}</quiz>`, (name, bytes) => {
      kept.push([name, bytes.length]);
      return ID;
    });
    expect(one?.content?.text).toBe(`![curva](image:${ID})`);
    expect(kept).toEqual([['mi curva.png', Buffer.from(PNG, 'base64').length]]);
    expect(one?.warnings.map(({ value }) => value)).toEqual([
      'image https://evil.example/x.png',
      'image @@PLUGINFILE@@/falta.png',
    ]);
  });

  it('does not lose a file for a question that is broken', () => {
    const questions = read(
      [
        question('truefalse', answer('100', 'true') + answer('0', 'false')),
        '<question type="essay"><name><text>Rota</name></question>',
        '<question type="essay"><name><text>Sin fin</text></name>',
        question('essay', ''),
        question('numerical', answer('100', 'tres')),
        question('rara', ''),
        '<question type="category"><category><text>$course$/top/M2</text></category></question>',
        question('essay', '<!-- </question> -->', 'trampa </question> <question type="x">'),
      ].join('\n'),
    );
    expect(
      questions.map(({ line, category, faults }) => [
        line,
        category,
        faults.map(({ code }) => code),
      ]),
    ).toEqual([
      [3, null, []],
      [4, null, ['xml-not-well-formed']],
      [5, null, ['xml-not-well-formed']],
      [6, null, []],
      [7, null, ['not-a-number', 'no-full-answer'].slice(0, 1)],
      [8, null, ['question-type-unknown']],
      [10, '$course$/top/M2', []],
    ]);
  });

  it('knows a bomb by what it declares, and expands nothing', () => {
    const bomb =
      '<?xml version="1.0"?><!DOCTYPE quiz [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><quiz/>';
    expect(declaresEntities(bomb)).toBe(true);
    expect(content(question('essay', '', 'x &b; y'))?.text).toBe('x &b; y');
  });

  it('refuses what is nested without end, in no time', () => {
    const started = performance.now();
    expect(readElement('<a>'.repeat(50_000) + '</a>'.repeat(50_000))).toBeUndefined();
    expect([...elementsOf('<question '.repeat(20_000), 'question')]).toHaveLength(20_000);
    expect([
      ...elementsOf('<!--'.repeat(20_000) + '<![CDATA['.repeat(20_000), 'question'),
    ]).toHaveLength(0);
    expect(performance.now() - started).toBeLessThan(2000);
  });
});
