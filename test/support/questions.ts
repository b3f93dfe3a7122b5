import type { QuestionContent } from '@holdout/contracts';

type Of<T> = Extract<QuestionContent, { type: T }>;

const common = { points: 1, generalFeedback: '', tags: [], parameters: [] };

/** A choice whose first option is the right one. */
export function aSingle(
  given: Partial<Omit<Of<'single'>, 'options'>> & { readonly options?: readonly string[] } = {},
): Of<'single'> {
  const { options = ['Sí', 'No'], ...rest } = given;
  return {
    type: 'single',
    ...common,
    title: 'Una pregunta',
    text: '¿Sí o no?',
    shuffle: true,
    ...rest,
    options: options.map((text, i) => ({
      id: `o${i + 1}`,
      text,
      share: i === 0 ? '1' : '0',
      feedback: '',
    })),
  };
}

/** A number that must be met exactly unless it says otherwise. */
export function aNumeric(
  value: string,
  given: Partial<Of<'numeric'>> & { readonly within?: string } = {},
): Of<'numeric'> {
  const { within = '0', ...rest } = given;
  return {
    type: 'numeric',
    ...common,
    title: 'Un número',
    text: '¿Cuánto?',
    answers: [
      {
        id: 'a1',
        value,
        tolerance: { kind: 'absolute', value: within },
        share: '1',
        feedback: '',
      },
    ],
    wrongFeedback: '',
    units: [],
    unitRequired: false,
    ...rest,
  };
}
