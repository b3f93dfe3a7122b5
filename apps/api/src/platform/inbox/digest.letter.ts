import { type Locale, noticeText } from '@holdout/contracts';

import type { PendingRow } from './digest.repository';

/** So much of what somebody wrote stands in the mail; the rest is behind the link. */
const BODY_LENGTH = 2000;

interface Words {
  readonly subject: (count: number) => string;
  readonly hello: (name: string) => string;
  readonly more: string;
  readonly mute: (url: string) => string;
}

const WORDS: Record<Locale, Words> = {
  es: {
    subject: (count) => `Holdout: ${count} avisos nuevos`,
    hello: (name) => `Hola, ${name}:`,
    more: 'sigue en la página',
    mute: (url) => `Para elegir qué le llega por correo, o silenciarlo: ${url}`,
  },
  en: {
    subject: (count) => `Holdout: ${count} new notices`,
    hello: (name) => `Hello ${name},`,
    more: 'goes on in the page',
    mute: (url) => `To choose what comes to you by mail, or to mute it: ${url}`,
  },
};

/** One letter with these notices, by course, in the reader's language and zone. */
export function digestLetter(
  to: {
    readonly email: string;
    readonly givenName: string;
    readonly locale: Locale;
    readonly timeZone: string;
  },
  notices: readonly PendingRow[],
  publicUrl: string,
) {
  const words = WORDS[to.locale];
  const sentence = ({ key, facts }: PendingRow) => noticeText(key, facts, to);
  const courses = Map.groupBy(notices, ({ courseTitle }) => courseTitle ?? '');
  const sections = [...courses].map(([title, list]) =>
    [
      ...(title === '' ? [] : [`== ${title} ==`]),
      ...list.map((notice) =>
        [
          `* ${sentence(notice)}`,
          ...(notice.body === null ? [] : [indented(shortened(notice.body, words.more))]),
          ...(notice.link === null ? [] : [`  ${publicUrl}${notice.link}`]),
        ].join('\n'),
      ),
    ].join('\n\n'),
  );
  const [first] = notices;
  const subject =
    notices.length === 1 && first
      ? [first.courseTitle, sentence(first)].filter((part) => part !== null).join(': ')
      : words.subject(notices.length);
  return {
    to: to.email,
    subject: subject.replaceAll(/\s+/g, ' ').slice(0, 200),
    body: `${[words.hello(to.givenName), ...sections, '--', words.mute(`${publicUrl}/account#mail`)].join('\n\n')}\n`,
  };
}

function shortened(text: string, more: string): string {
  return text.length <= BODY_LENGTH ? text : `${text.slice(0, BODY_LENGTH)}… (${more})`;
}

const indented = (text: string) =>
  text
    .split('\n')
    .map((line) => `  ${line}`.trimEnd())
    .join('\n');
