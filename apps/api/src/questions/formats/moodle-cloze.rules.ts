import { type Draft, numberFrom, shareFrom } from './draft.rules';
import { toPlain } from './html.rules';

const TYPES: Readonly<Record<string, 'numeric' | 'short_text' | 'choice'>> = {
  NUMERICAL: 'numeric',
  NM: 'numeric',
  SHORTANSWER: 'short_text',
  SA: 'short_text',
  MW: 'short_text',
  SHORTANSWER_C: 'short_text',
  SAC: 'short_text',
  MWC: 'short_text',
  MULTICHOICE: 'choice',
  MC: 'choice',
  MULTICHOICE_S: 'choice',
  MCS: 'choice',
  MULTICHOICE_V: 'choice',
  MCV: 'choice',
  MULTICHOICE_VS: 'choice',
  MCVS: 'choice',
  MULTICHOICE_H: 'choice',
  MCH: 'choice',
  MULTICHOICE_HS: 'choice',
  MCHS: 'choice',
};
const GAP = /\{(\d{0,2}):([A-Z_]{2,15}):((?:\\[\s\S]|[^\\{}]){1,5000})\}/g;

interface Common {
  readonly text: string;
}

/**
 * A text with embedded answers, `{1:NUMERICAL:=5:0.1}`. Where one of them is of a kind that we do not know the question
 * becomes an essay, and a warning says so.
 */
export function clozeOf(common: Common, draft: Draft): unknown {
  const gaps: unknown[] = [];
  let foreign: string | undefined;
  // The text was made Markdown already: what Markdown escapes inside of a gap is taken back.
  const text = common.text.replaceAll(GAP, (whole, weight: string, type: string, body: string) => {
    const kind = TYPES[type];
    const id = `g${gaps.length + 1}`;
    const gap = kind && gapOf(kind, type, body.replaceAll(/\\([`*_<[\]])/g, '$1'));
    if (!gap) {
      foreign ??= whole;
      return whole;
    }
    gaps.push({ id, weight: Math.max(1, Number(weight) || 1), kind, ...gap });
    return `[[${id}]]`;
  });
  if (foreign !== undefined || gaps.length === 0) {
    draft.warn('cloze-as-essay', foreign);
    return { ...common, type: 'essay', rubric: [], maxWords: null, markerNotes: '' };
  }
  return { ...common, text, type: 'cloze', gaps };
}

interface GapAnswer {
  readonly text: string;
  readonly share: string;
  readonly feedback: string;
}

function gapOf(
  kind: 'numeric' | 'short_text' | 'choice',
  type: string,
  body: string,
): object | undefined {
  const answers = answersIn(body);
  if (!answers) return undefined;
  const caught = answers.find(({ text, share }) => text === '*' && share === '0');
  const rest = answers.filter((answer) => answer !== caught);
  const wrongFeedback = caught?.feedback ?? '';
  const named = <T extends object>(parts: readonly T[]) =>
    parts.map((part, i) => ({ id: `a${i + 1}`, ...part }));
  switch (kind) {
    case 'choice':
      return { options: named(answers), shuffle: type.endsWith('S') };
    case 'short_text':
      return {
        answers: named(rest),
        wrongFeedback,
        caseSensitive: type.endsWith('C'),
        accentSensitive: false,
      };
    case 'numeric': {
      const numbers = rest.map(({ text, share, feedback }) => {
        const [answer = '', within = '0'] = text.split(':');
        const [value, tolerance] = [numberFrom(answer), numberFrom(within)];
        return value === undefined || tolerance === undefined
          ? undefined
          : { value, tolerance: { kind: 'absolute', value: tolerance }, share, feedback };
      });
      const read = numbers.filter((number) => number !== undefined);
      if (read.length < numbers.length) return undefined;
      return { answers: named(read), wrongFeedback, units: [], unitRequired: false };
    }
  }
}

function answersIn(body: string): GapAnswer[] | undefined {
  const answers: GapAnswer[] = [];
  for (const piece of body.match(/(?:\\[\s\S]|[^\\~])+/g) ?? []) {
    const [prefix = '', percent] = /^%(-?\d{1,3}(?:\.\d+)?)%/.exec(piece) ?? [];
    const right = piece.startsWith('=');
    const share = percent === undefined ? (right ? '1' : '0') : shareFrom(percent);
    const [text = '', feedback = ''] = cutAtHash(
      piece.slice(percent === undefined ? Number(right) : prefix.length),
    );
    if (share === undefined || text === '') return undefined;
    answers.push({ text, share, feedback });
  }
  return answers.length === 0 ? undefined : answers;
}

function cutAtHash(piece: string): string[] {
  const hash = piece.search(/(?<!\\)#/);
  const parts = hash < 0 ? [piece] : [piece.slice(0, hash), piece.slice(hash + 1)];
  return parts.map((part) => toPlain(part.replaceAll(/\\([}#~/"\\])/g, '$1')));
}
