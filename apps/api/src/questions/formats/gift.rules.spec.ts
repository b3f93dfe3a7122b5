import { parseGift } from './gift.rules';

function one(gift: string) {
  const [question, ...more] = parseGift(gift);
  expect(more).toEqual([]);
  if (!question) throw new Error('nothing was read');
  return question;
}
const content = (gift: string) => {
  const question = one(gift);
  expect(question.faults).toEqual([]);
  return question.content;
};
const faults = (gift: string) => one(gift).faults.map(({ code, row }) => [code, row]);

describe('GIFT decides a question’s type in its own order', () => {
  it.each([
    ['Lea con cuidado.', 'description'],
    ['¿Qué pregunta de negocio? {}', 'essay'],
    ['¿Cuánto? {#648}', 'numeric'],
    ['¿Cuál? {=A ~B}', 'single'],
    ['¿Cuáles? {~%50%A ~%50%B ~%-50%C}', 'multiple'],
    ['Empareje {=a -> 1 =b -> 2}', 'matching'],
    ['¿Sí? {T}', 'true_false'],
    ['¿Sí? {FALSE#mal#bien}', 'true_false'],
    ['¿Sí? {=t}', 'short_text'],
    ['Una {=API} encapsula', 'short_text'],
  ])('%s is %s', (gift, type) => {
    expect(content(gift)?.type).toBe(type);
  });

  it('takes T and F in upper case only', () => {
    expect(one('¿Sí? {t}').content).toBeNull();
  });
});

describe('GIFT', () => {
  it('reads names, formats, escapes and comments', () => {
    const question = content(
      '\uFEFF// [tag:regresión]\r\n::Raíz::[html]<p>\\(\\sqrt\\{x\\}\\) \\: \\~ \\= \\#</p>\r\n{=dos\\nlíneas ~\\\\}\r\n',
    );
    expect(question).toMatchObject({
      title: 'Raíz',
      text: '$\\sqrt{x}$ : ~ = #',
      tags: ['regresión'],
      options: [
        { text: 'dos líneas', share: '1' },
        { text: '\\', share: '0' },
      ],
    });
  });

  it('names a question by its text where it has no name', () => {
    expect(one('¿Cuántos *modelos* entrena?{#6}').title).toBe('¿Cuántos modelos entrena?');
  });

  it('reads weights, exact where they stand for simple fractions, and feedback', () => {
    expect(content('¿Cuál? {=A#bien ~%33.33333%B#casi ~%-25%C ~D#### general}')).toMatchObject({
      type: 'single',
      generalFeedback: 'general',
      options: [
        { text: 'A', share: '1', feedback: 'bien' },
        { text: 'B', share: '1/3', feedback: 'casi' },
        { text: 'C', share: '-0.25' },
        { text: 'D', share: '0' },
      ],
    });
    expect(content('¿Cuáles? {~%33.333%A ~%33.333%B ~%33.333%C ~%-33.333%D}')).toMatchObject({
      rule: 'right_minus_wrong',
      options: [{ weight: '1/3', correct: true }, {}, {}, { weight: '-1/3', correct: false }],
    });
    expect(content('¿Cuáles? {~%50%A ~%50%B ~%-100%C}')).toMatchObject({ rule: 'weights' });
    expect(content('// [rule:per_option]\n¿Cuáles? {~%50%A ~%50%B ~%-100%C}')).toMatchObject({
      rule: 'per_option',
    });
  });

  it('reads numbers with tolerances, ranges, alternatives and a word for wrong ones', () => {
    expect(
      content('¿Esp.? {#=0.667:0.001#bien =%50%0.5:0#esa es la sensibilidad ~#mire la fila}'),
    ).toMatchObject({
      answers: [
        {
          value: '0.667',
          tolerance: { kind: 'absolute', value: '0.001' },
          share: '1',
          feedback: 'bien',
        },
        { value: '0.5', share: '0.5', feedback: 'esa es la sensibilidad' },
      ],
      wrongFeedback: 'mire la fila',
    });
    expect(content('{#1..2}x')).toMatchObject({
      answers: [{ value: '1.5', tolerance: { value: '0.5' } }],
    });
    expect(content('¿? {#1e3:1e-2}')).toMatchObject({
      answers: [{ value: '1000', tolerance: { value: '0.01' } }],
    });
    expect(content('¿? {#0,5}')).toMatchObject({ answers: [{ value: '0.5' }] });
    expect(faults('¿? {#tres}')).toEqual([['not-a-number', 1]]);
    expect(faults('¿? {#2..1}')).toEqual([['not-a-number', 1]]);
  });

  it('says to the wrong and to the right', () => {
    expect(content('¿? {F#no, es falso#eso es}')).toMatchObject({
      correct: false,
      feedbackTrue: 'no, es falso',
      feedbackFalse: 'eso es',
    });
    expect(content('¿? {T#no, es cierto#eso es}')).toMatchObject({
      correct: true,
      feedbackTrue: 'eso es',
      feedbackFalse: 'no, es cierto',
    });
  });

  it('matches, with targets that belong to nothing', () => {
    expect(content('¿? {=.joblib -> Python =.rds -> R = -> Julia =.RData -> R}')).toMatchObject({
      items: [
        { text: '.joblib', target: 't1' },
        { text: '.rds', target: 't2' },
        { text: '.RData', target: 't2' },
      ],
      targets: [{ text: 'Python' }, { text: 'R' }, { text: 'Julia' }],
    });
  });

  it('puts a gap where a word is missing', () => {
    expect(content('Una {=API =%50%interfaz} encapsula el modelo.')).toMatchObject({
      text: 'Una _____ encapsula el modelo.',
      answers: [
        { text: 'API', share: '1' },
        { text: 'interfaz', share: '0.5' },
      ],
    });
  });

  it('follows categories', () => {
    const questions = parseGift('$CATEGORY: $course$/top/M1\n¿A? {T}\n\n$CATEGORY: M2\n\n¿B? {F}');
    expect(questions.map(({ category, line }) => [category, line])).toEqual([
      ['$course$/top/M1', 2],
      ['M2', 6],
    ]);
  });

  it('tells a brace of TeX that is not escaped, with question and line, and reads the others', () => {
    const file = [
      '¿Uno? {T}',
      '',
      '::Raíz::Calcule',
      'con cuidado $\\sqrt{x}$',
      '{#2}',
      '',
      '¿Tres? {F}',
    ].join('\n');
    const questions = parseGift(file);
    expect(
      questions.map(({ number, faults: found }) => [
        number,
        found.map(({ code, row }) => `${code}:${row}`),
      ]),
    ).toEqual([
      [1, []],
      [2, ['gift-unescaped-brace:4']],
      [3, []],
    ]);
    expect(faults('Explique $\\frac{1}{2}$')).toEqual([['gift-unescaped-brace', 1]]);
    expect(faults('Explique\n$x^{2}$')).toEqual([['gift-unescaped-brace', 2]]);
  });

  it('does not take prices for TeX', () => {
    expect(content('Cuesta $5 {=a ~b} y no $6')).toMatchObject({ type: 'single' });
  });

  it.each([
    ['¿Cuál? {=A ~B', [['gift-one-brace', 1]]],
    ['¿Cuál?\n=A ~B}', [['gift-one-brace', 2]]],
    ['::Sin fin ¿Cuál? {T}', [['gift-name-unclosed', 1]]],
    ['¿? {~A}', [['too-few-options', 1]]],
    ['¿? {hola =A ~B}', [['gift-text-before-answers', 1]]],
    ['¿? {~A ~B}', [['no-right-option', 1]]],
    ['¿? {=a -> 1 = b}', [['gift-pair-without-arrow', 1]]],
    ['¿? {=%50%a =%20%b}', [['no-full-answer', 1]]],
    ['{T}', [['question-without-text', 1]]],
  ])('%j is refused, and says why', (gift, codes) => {
    const found = faults(gift);
    for (const code of codes) expect(found).toContainEqual(code);
  });

  it('warns of a line break that was meant as TeX', () => {
    expect(one('Sea $a \\neq b$ {T}').warnings.map(({ code }) => code)).toEqual([
      'gift-newline-in-math',
    ]);
    expect(one('Sea $a \\\\neq b$ {T}')).toMatchObject({
      warnings: [],
      content: { text: 'Sea $a \\neq b$' },
    });
  });

  it('keeps no script, and says so', () => {
    const question = one('<script>alert(1)</script>¿Sí?<img src=x onerror=alert(1)> {T}');
    expect(question.content?.text).toBe('¿Sí?');
    expect(question.warnings.map(({ code, value }) => [code, value])).toEqual([
      ['html-removed', 'script'],
      ['html-removed', 'onerror'],
      ['html-removed', 'image x'],
    ]);
  });
});
