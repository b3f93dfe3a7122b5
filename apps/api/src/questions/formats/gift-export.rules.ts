import type { QuestionContent } from '@holdout/contracts';

import { type Of, percentOf, plainNumbers, unsayable, weightsOf } from './export.rules';

/** Questions as GIFT. What GIFT cannot say is named in a comment, so that nothing goes missing in silence. */
export function toGift(bank: string, questions: readonly QuestionContent[]): string {
  const blocks = questions.map((content) => {
    const reason = unsayable(content, 'gift');
    return reason === null
      ? blockOf(content)
      : comment(`GIFT cannot say this question (${reason}): ${content.title}`);
  });
  return [`$CATEGORY: $course$/top/${oneLine(bank).replaceAll('/', '//')}`, ...blocks, ''].join(
    '\n\n',
  );
}

const oneLine = (text: string): string => text.replaceAll(/\s+/g, ' ').trim();
const comment = (text: string): string => `// ${oneLine(text)}`;

/** An image cannot come along: what it shows stands for it. */
const withoutImages = (text: string): string =>
  text.replaceAll(/!\[([^\]]*)\]\(image:[^)]*\)/g, '[$1]');

function escaped(text: string): string {
  return withoutImages(text)
    .replaceAll('\r', '')
    .replaceAll(/[\\~=#{}:]/g, '\\$&')
    .replaceAll('\n', '\\n');
}

const said = (feedback: string): string => (feedback === '' ? '' : `#${escaped(feedback)}`);

function blockOf(content: QuestionContent): string {
  const notes = [
    ...content.tags.map((tag) => `[tag:${tag.replaceAll(/[[\]]/g, '')}]`),
    ...(content.type === 'multiple' ? [`[rule:${content.rule}]`] : []),
  ];
  const general = content.generalFeedback === '' ? '' : `####${escaped(content.generalFeedback)}`;
  const text = `::${escaped(oneLine(content.title))}::[markdown]${escaped(content.text)}`;
  const answers = answersOf(content);
  const question = answers === null ? text : `${text}{${answers}${general}}`;
  return [...(notes.length > 0 ? [comment(notes.join(' '))] : []), question].join('\n');
}

/** Between the braces; null where there are none. */
function answersOf(content: QuestionContent): string | null {
  switch (content.type) {
    case 'description':
    case 'ordering':
    case 'cloze':
    case 'computed':
      return null;
    case 'essay':
      return '';
    case 'true_false':
      return trueFalse(content);
    case 'single':
      return content.options
        .map(({ text, share, feedback }) => `\n${weighted(share)}${escaped(text)}${said(feedback)}`)
        .join('')
        .concat('\n');
    case 'multiple': {
      const weights = weightsOf(content);
      return content.options
        .map(
          ({ text, feedback }, i) =>
            `\n~%${percentOf(weights[i]!)}%${escaped(text)}${said(feedback)}`,
        )
        .join('')
        .concat('\n');
    }
    case 'short_text':
      return content.answers
        .map(
          ({ text, share, feedback }) =>
            `\n=%${percentOf(share)}%${escaped(text)}${said(feedback)}`,
        )
        .join('')
        .concat('\n');
    case 'numeric':
      return numbers(content);
    case 'matching':
      return pairs(content);
  }
}

function trueFalse({ correct, feedbackTrue, feedbackFalse }: Of<'true_false'>): string {
  const [right, wrong] = correct ? [feedbackTrue, feedbackFalse] : [feedbackFalse, feedbackTrue];
  const words = right === '' && wrong === '' ? '' : `#${escaped(wrong)}#${escaped(right)}`;
  return `${correct ? 'TRUE' : 'FALSE'}${words}`;
}

const weighted = (share: string): string =>
  share === '1' ? '=' : share === '0' ? '~' : `~%${percentOf(share)}%`;

function numbers(content: Of<'numeric'>): string {
  const lines = plainNumbers(content).map(
    ({ value, tolerance, share, feedback }) =>
      `=%${percentOf(share)}%${value}:${tolerance}${said(feedback)}`,
  );
  const wrong = content.wrongFeedback === '' ? [] : [`~${said(content.wrongFeedback)}`];
  return ['#', ...lines, ...wrong, ''].join('\n');
}

function pairs({ items, targets }: Of<'matching'>): string {
  const textOf = new Map(targets.map(({ id, text }) => [id, text]));
  const used = new Set(items.map(({ target }) => target));
  const lines = [
    ...items.map(({ text, target }) => `=${escaped(text)} -> ${escaped(textOf.get(target) ?? '')}`),
    ...targets.filter(({ id }) => !used.has(id)).map(({ text }) => `= -> ${escaped(text)}`),
  ];
  return ['', ...lines, ''].join('\n');
}
