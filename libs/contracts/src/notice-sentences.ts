import type { Facts } from './problem';
import type { Locale } from './values';

type Sentence = Readonly<Record<Locale, string>>;

/**
 * What a notice says, in both languages: the page and the mail are written from the same sentence, each in its reader's
 * language. `{{ name }}` is a fact (an instant or a day is written out in the reader's zone, a number by the locale),
 * `{count|one|many}` the form that fits a count, and `[[ … ]]` is left out where a fact in it is unknown.
 */
const SENTENCES = {
  announcement: { es: '{{title}}', en: '{{title}}' },
  message: { es: '{{subject}}', en: '{{subject}}' },
  'reminder-challenge': {
    es: 'El reto «{{title}}» cierra el {{dueAt}} y su grupo no ha enviado nada',
    en: 'The challenge “{{title}}” closes on {{dueAt}} and your group has sent nothing',
  },
  'reminder-quiz': {
    es: 'El quiz «{{title}}» cierra el {{dueAt}} y aún no lo ha presentado',
    en: 'The quiz “{{title}}” closes on {{dueAt}} and you have not taken it',
  },
  'reminder-activity': {
    es: '«{{title}}»: el plazo vence el {{dueAt}}',
    en: '“{{title}}” is due on {{dueAt}}',
  },
  'evaluation-rejected': {
    es: 'El envío de su grupo a «{{challenge}}» fue rechazado; el envío dice por qué',
    en: 'Your group’s submission to “{{challenge}}” was rejected; its page says why',
  },
  'evaluation-failed': {
    es: 'No pudimos evaluar el envío de su grupo a «{{challenge}}», por una falla nuestra',
    en: 'We could not evaluate your group’s submission to “{{challenge}}”; the fault is ours',
  },
  'challenge-revealed': {
    es: 'Se revelaron los puntajes privados de «{{challenge}}»',
    en: 'The private scores of “{{challenge}}” were revealed',
  },
  'quiz-marks-released': {
    es: 'Salieron las notas del quiz «{{quiz}}»',
    en: 'The marks of the quiz “{{quiz}}” are out',
  },
  'regrade-answered': {
    es: 'Respondieron a su solicitud de revisión en el quiz «{{quiz}}»',
    en: 'Your regrade request in the quiz “{{quiz}}” was answered',
  },
  'grades-published': {
    es: 'Se publicaron las notas finales',
    en: 'The final grades were published',
  },
  'dataset-assigned': {
    es: 'A su grupo se le asignó el conjunto de datos «{{dataset}}»',
    en: 'Your group was assigned the dataset “{{dataset}}”',
  },
  'proposal-accepted': {
    es: 'Aceptaron el conjunto de datos que propuso su grupo: «{{dataset}}»',
    en: 'The dataset that your group proposed was accepted: “{{dataset}}”',
  },
  'proposal-declined': {
    es: 'No aceptaron el conjunto de datos que propuso su grupo: «{{dataset}}»',
    en: 'The dataset that your group proposed was declined: “{{dataset}}”',
  },
  'thread-answered': {
    es: 'Respondieron a su duda «{{title}}»',
    en: 'Your question “{{title}}” was answered',
  },
  'thread-asked': {
    es: 'Nueva duda en {{place}}: «{{title}}»',
    en: 'A new question in {{place}}: “{{title}}”',
  },
  'presentation-slot': {
    es: 'Su grupo presenta el {{startsAt}}[[, en {{place}}]]',
    en: 'Your group presents on {{startsAt}}[[, at {{place}}]]',
  },
  'slot-swap-asked': {
    es: '«{{group}}» le propone a su grupo cambiar de turno: {{gets}} en lugar de {{gives}}',
    en: '“{{group}}” proposes an exchange of slots to your group: {{gets}} instead of {{gives}}',
  },
  'slot-swap-declined': {
    es: '«{{group}}» no aceptó cambiar de turno',
    en: '“{{group}}” declined to exchange slots',
  },
} as const satisfies Record<string, Sentence>;

export type NoticeKey = keyof typeof SENTENCES;

export const NOTICE_KEYS = Object.keys(SENTENCES) as [NoticeKey, ...NoticeKey[]];

const TAGS: Record<Locale, string> = { es: 'es-CO', en: 'en-US' };
const FORM = String.raw`((?:[^|{}]|\{\{\s*\w+\s*\}\})*)`;
const PLURAL = new RegExp(String.raw`\{(\w+)\|${FORM}\|${FORM}\}`, 'g');
const NAME = /\{\{\s*(\w+)\s*\}\}/g;
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?Z$/;
const DAY = /^\d{4}-\d\d-\d\d$/;

/** A notice's sentence for a reader of this language, in this zone. */
export function noticeText(
  key: NoticeKey,
  facts: Facts,
  reader: { readonly locale: Locale; readonly timeZone: string },
): string {
  const known = (name: string) => (facts[name] ?? '') !== '';
  return SENTENCES[key][reader.locale]
    .replace(/\[\[(.*?)\]\]/g, (_, part: string) =>
      [...part.matchAll(NAME)].every(([, name]) => known(name ?? '')) ? part : '',
    )
    .replace(PLURAL, (_, count: string, one: string, many: string) =>
      Number(facts[count]) === 1 ? one : many,
    )
    .replace(NAME, (_, name: string) => factText(facts[name] ?? '', reader));
}

function factText(
  fact: string | number,
  { locale, timeZone }: { readonly locale: Locale; readonly timeZone: string },
): string {
  const tag = TAGS[locale];
  if (typeof fact === 'number') return new Intl.NumberFormat(tag).format(fact);
  const day = { weekday: 'long', day: 'numeric', month: 'long' } as const;
  if (DAY.test(fact))
    return new Intl.DateTimeFormat(tag, { ...day, timeZone: 'UTC' }).format(new Date(fact));
  if (!INSTANT.test(fact)) return fact;
  const time = { hour: 'numeric', minute: '2-digit', timeZoneName: 'short' } as const;
  return new Intl.DateTimeFormat(tag, { ...day, ...time, timeZone }).format(new Date(fact));
}
