import { zipOf } from '../../../../../test/support/zip';
import { readArchive } from '../../platform/storage/archive';
import { parseCanvasQti } from './canvas-qti.rules';
import { isOfQuestions, readQuestionFile } from './file';

const field = (label: string, entry: string) =>
  `<qtimetadatafield><fieldlabel>${label}</fieldlabel><fieldentry>${entry}</fieldentry></qtimetadatafield>`;
const material = (text: string) =>
  `<material><mattext texttype="text/html">${text.replaceAll('<', '&lt;').replaceAll('>', '&gt;')}</mattext></material>`;
const labels = (...options: [string, string][]) =>
  `<render_choice>${options
    .map(([ident, text]) => `<response_label ident="${ident}">${material(text)}</response_label>`)
    .join('')}</render_choice>`;
const item = (type: string, text: string, response: string, processing = '', more = '') =>
  `<item ident="i" title="Question"><itemmetadata><qtimetadata>${field('question_type', type)}${field('points_possible', '2.0')}</qtimetadata></itemmetadata><presentation>${material(text)}${response}</presentation><resprocessing>${processing}</resprocessing>${more}</item>`;
const condition = (inside: string, feedback = '') =>
  `<respcondition continue="No"><conditionvar>${inside}</conditionvar><setvar action="Set" varname="SCORE">100</setvar>${feedback}</respcondition>`;
const equal = (value: string, respident = 'response1') =>
  `<varequal respident="${respident}">${value}</varequal>`;
const assessment = (...items: string[]) =>
  `<?xml version="1.0"?><questestinterop><assessment ident="q" title="Quiz M3"><section ident="root">${items.join('\n')}</section></assessment></questestinterop>`;

function read(...items: string[]) {
  const files = new Map([
    ['q/q.xml', Buffer.from(assessment(...items))],
    ['web_resources/c.png', Buffer.from('png')],
  ]);
  return parseCanvasQti(files, () => '01890000-0000-7000-8000-000000000001');
}
function content(given: string) {
  const [one] = read(given);
  expect(one?.faults).toEqual([]);
  return one?.content;
}

describe('Canvas QTI 1.2', () => {
  it('reads choices', () => {
    const said =
      '<itemfeedback ident="a_fb"><flow_mat><material><mattext texttype="text/html">bien</mattext></material></flow_mat></itemfeedback>';
    const options = `<response_lid ident="response1" rcardinality="Single">${labels(['a', '<b>Sí</b>'], ['b', 'No'])}</response_lid>`;
    const one = item(
      'multiple_choice_question',
      '¿Sí?',
      options,
      `<respcondition continue="Yes"><conditionvar>${equal('a')}</conditionvar><displayfeedback feedbacktype="Response" linkrefid="a_fb"/></respcondition>${condition(equal('a'))}`,
      said,
    );
    expect(content(one)).toMatchObject({
      type: 'single',
      title: '¿Sí?',
      points: 2,
      options: [
        { text: '**Sí**', share: '1', feedback: 'bien' },
        { text: 'No', share: '0' },
      ],
    });
    const several = item(
      'multiple_answers_question',
      '¿Cuáles?',
      `<response_lid ident="response1" rcardinality="Multiple">${labels(['a', 'A'], ['b', 'B'], ['c', 'C'])}</response_lid>`,
      condition(`<and>${equal('a')}${equal('b')}<not>${equal('c')}</not></and>`),
    );
    expect(content(several)).toMatchObject({
      type: 'multiple',
      rule: 'right_minus_wrong',
      options: [{ correct: true }, { correct: true }, { correct: false }],
    });
    const yes = item(
      'true_false_question',
      '¿Sí?',
      `<response_lid ident="response1">${labels(['1', 'True'], ['2', 'False'])}</response_lid>`,
      condition(equal('2')),
    );
    expect(content(yes)).toMatchObject({ type: 'true_false', correct: false });
  });

  it('reads numbers, texts, gaps and pairs', () => {
    const number = item(
      'numerical_question',
      '¿Cuánto?',
      '<response_str ident="response1"/>',
      condition(
        `<or>${equal('0.667')}<and><vargte respident="response1">0.666</vargte><varlte respident="response1">0.668</varlte></and></or>`,
      ),
    );
    expect(content(number)).toMatchObject({
      answers: [{ value: '0.667', tolerance: { value: '0.001' } }],
    });
    const range = item(
      'numerical_question',
      '¿Cuánto?',
      '<response_str ident="response1"/>',
      condition('<vargte respident="response1">1</vargte><varlte respident="response1">2</varlte>'),
    );
    expect(content(range)).toMatchObject({
      answers: [{ value: '1.5', tolerance: { value: '0.5' } }],
    });
    const short = item(
      'short_answer_question',
      'Una…',
      '<response_str ident="response1"/>',
      condition(equal('API') + equal('interfaz')),
    );
    expect(content(short)).toMatchObject({ answers: [{ text: 'API' }, { text: 'interfaz' }] });
    const blank = (kind: string) =>
      item(
        kind,
        'Una [x] y [y]',
        `<response_lid ident="response_x">${labels(['1', 'API'], ['2', 'red'])}</response_lid><response_lid ident="response_y">${labels(['3', 'GAN'], ['4', 'CNN'])}</response_lid>`,
        condition(equal('1', 'response_x')) + condition(equal('4', 'response_y')),
      );
    expect(content(blank('fill_in_multiple_blanks_question'))).toMatchObject({
      text: 'Una [[g1]] y [[g2]]',
      gaps: [
        { kind: 'short_text', answers: [{ text: 'API' }, { text: 'red' }] },
        { kind: 'short_text' },
      ],
    });
    expect(content(blank('multiple_dropdowns_question'))).toMatchObject({
      gaps: [
        { options: [{ share: '1' }, { share: '0' }] },
        { options: [{ share: '0' }, { share: '1' }] },
      ],
    });
    const pairs = item(
      'matching_question',
      'Empareje',
      ['r1', 'r2']
        .map(
          (ident) =>
            `<response_lid ident="${ident}">${material(ident)}${labels(['t1', 'uno'], ['t2', 'dos'])}</response_lid>`,
        )
        .join(''),
      condition(equal('t2', 'r1')) + condition(equal('t1', 'r2')),
    );
    expect(content(pairs)).toMatchObject({
      items: [
        { text: 'r1', target: 't2' },
        { text: 'r2', target: 't1' },
      ],
      targets: [{ text: 'uno' }, { text: 'dos' }],
    });
  });

  it('brings images, keeps no script, and goes on after what is broken', () => {
    const questions = read(
      item('essay_question', '<img src="$IMS-CC-FILEBASE$/c.png" alt="c"><script>x</script>', ''),
      '<item><broken></item>',
      item('calculated_question', 'x', ''),
      item('text_only_question', 'Lea', ''),
    );
    expect(
      questions.map(({ faults, category }) => [faults.map(({ code }) => code), category]),
    ).toEqual([
      [[], 'Quiz M3'],
      [['xml-not-well-formed'], 'Quiz M3'],
      [['question-type-unknown'], 'Quiz M3'],
      [[], 'Quiz M3'],
    ]);
    expect(questions[0]).toMatchObject({
      content: { text: '![c](image:01890000-0000-7000-8000-000000000001)' },
      warnings: [{ code: 'html-removed', value: 'script' }],
    });
  });
});

describe('an archive of questions', () => {
  const fault = async (zip: Buffer) => {
    const archive = await readArchive(zip, isOfQuestions);
    return archive.ok ? [...archive.files.keys()] : archive.fault;
  };
  const xml = { name: 'q/q.xml', content: assessment(item('essay_question', '¿Por qué?', '')) };

  it('is read with what it holds', async () => {
    expect(await fault(zipOf([xml, { name: 'x.exe', content: 'x' }]))).toEqual(['q/q.xml']);
    const file = await readQuestionFile(zipOf([xml]), undefined, () => undefined);
    expect(file).toMatchObject({
      ok: true,
      format: 'canvas-qti',
      questions: [{ title: '¿Por qué?' }],
    });
  });

  it.each([
    ['a path that leads out', zipOf([{ name: '../q.xml', content: 'x' }]), 'archive-path-outside'],
    ['an absolute path', zipOf([{ name: '/etc/q.xml', content: 'x' }]), 'archive-path-outside'],
    [
      'too many entries',
      zipOf(Array.from({ length: 501 }, (_, i) => ({ name: `${i}.txt` }))),
      'archive-too-many-entries',
    ],
    [
      'a bomb that says so',
      zipOf([{ name: 'a.xml', content: 'x', declaredBytes: 200 * 1024 * 1024 }]),
      'archive-too-large-inflated',
    ],
    [
      'a bomb that lies',
      zipOf([{ name: 'a.xml', content: 'x'.repeat(100_000), declaredBytes: 10 }]),
      'archive-unreadable',
    ],
    ['no archive at all', Buffer.from('PK no'), 'archive-unreadable'],
  ])('is refused for %s', async (_, zip, code) => {
    expect(await fault(zip)).toBe(code);
  });

  it('is refused for a bomb of many that are small, before it is all in memory', async () => {
    const parts = ['1', '2', '3', '4'].map((name) => ({
      name: `${name}.xml`,
      content: 'x'.repeat(30_000),
    }));
    const limits = { entries: 500, inflatedBytes: 100_000 };
    expect(await readArchive(zipOf(parts), isOfQuestions, limits)).toEqual({
      ok: false,
      fault: 'archive-too-large-inflated',
    });
    expect(await readArchive(zipOf(parts.slice(0, 3)), isOfQuestions, limits)).toMatchObject({
      ok: true,
    });
  });

  it('is refused for what its XML declares', async () => {
    const bomb = { name: 'q.xml', content: '<!DOCTYPE x [<!ENTITY a "a">]><questestinterop/>' };
    expect(await readQuestionFile(zipOf([bomb]), undefined, () => undefined)).toEqual({
      ok: false,
      faults: [{ code: 'xml-entities', value: 'q.xml' }],
    });
  });
});
