import type { Answer, AnswerSaved, AttemptQuestion } from '@holdout/contracts';

type Person = NonNullable<AttemptQuestion['savedBy']>;

/** What I wrote and the server has not acknowledged. */
export interface Unsent {
  readonly answer: Answer | null;
  /** By this browser's clock: evidence, never trusted. */
  readonly clientAt: string;
  readonly spentMs: number;
}

/** One question's answer: what stands on the server, and what is still mine alone. */
export interface Entry {
  readonly questionId: string;
  readonly stored: Answer | null;
  readonly version: number;
  readonly savedAt: string | null;
  readonly savedBy: Person | null;
  readonly unsent: Unsent | null;
  /** conflict: somebody else changed it while I wrote; I choose. refused: it can no longer be stored. */
  readonly trouble: 'conflict' | 'refused' | null;
}

export type Book = ReadonlyMap<string, Entry>;

/** As the server has it; what was kept in this browser (`kept`) is written over it, unless it is the same. */
export function openBook(
  questions: readonly AttemptQuestion[],
  kept: ReadonlyMap<string, Unsent>,
): Book {
  return new Map(
    questions.map(({ questionId, answer, version, savedAt, savedBy }) => {
      const unsent = kept.get(questionId) ?? null;
      const known = unsent !== null && sameAnswer(unsent.answer, answer);
      return [
        questionId,
        {
          questionId,
          stored: answer,
          version,
          savedAt,
          savedBy,
          unsent: known ? null : unsent,
          trouble: null,
        },
      ];
    }),
  );
}

/** What is on screen: mine, where I wrote something. */
export const shownAnswer = ({ unsent, stored }: Entry): Answer | null =>
  unsent === null ? stored : unsent.answer;

export function written(book: Book, questionId: string, unsent: Unsent): Book {
  const before = book.get(questionId);
  if (!before) return book;
  const spentMs = (before.unsent?.spentMs ?? 0) + unsent.spentMs;
  return put(book, { ...before, unsent: { ...unsent, spentMs }, trouble: null });
}

/** What is to be sent now. What is in conflict waits for a choice. */
export const due = (book: Book): readonly (Entry & { readonly unsent: Unsent })[] =>
  [...book.values()].filter(
    (entry): entry is Entry & { readonly unsent: Unsent } =>
      entry.unsent !== null && entry.trouble === null,
  );

/** The server's word on what was `sent`. What I wrote since stays mine, over the new version. */
export function acknowledged(book: Book, saved: AnswerSaved, sent: Unsent): Book {
  const before = book.get(saved.questionId);
  if (!before) return book;
  const newer = before.unsent !== null && before.unsent.clientAt !== sent.clientAt;
  const standing = {
    ...before,
    stored: saved.answer,
    version: saved.version,
    savedAt: saved.savedAt,
    savedBy: saved.savedBy ?? before.savedBy,
  };
  switch (saved.outcome) {
    case 'saved':
      return put(book, { ...standing, unsent: newer ? before.unsent : null, trouble: null });
    case 'conflict': {
      const agreed = sameAnswer(saved.answer, (before.unsent ?? sent).answer);
      return put(book, {
        ...standing,
        unsent: agreed ? null : before.unsent,
        trouble: agreed ? null : 'conflict',
      });
    }
    case 'refused':
      return put(book, { ...before, trouble: 'refused' });
  }
}

/** Somebody else's change, as it is told live. Where I have written meanwhile, I choose. */
export function heard(
  book: Book,
  told: {
    readonly questionId: string;
    readonly answer: Answer | null;
    readonly version: number;
    readonly by: Person | null;
    readonly at: string;
  },
): Book {
  const before = book.get(told.questionId);
  if (!before || told.version <= before.version) return book;
  const differs = before.unsent !== null && !sameAnswer(before.unsent.answer, told.answer);
  return put(book, {
    ...before,
    stored: told.answer,
    version: told.version,
    savedAt: told.at,
    savedBy: told.by,
    unsent: differs ? before.unsent : null,
    trouble: differs ? 'conflict' : null,
  });
}

/** mine: written over theirs; theirs: what I wrote is dropped. */
export function settled(book: Book, questionId: string, choice: 'mine' | 'theirs'): Book {
  const before = book.get(questionId);
  if (!before) return book;
  return put(book, {
    ...before,
    unsent: choice === 'mine' ? before.unsent : null,
    trouble: null,
  });
}

const put = (book: Book, entry: Entry): Book => new Map(book).set(entry.questionId, entry);

export const sameAnswer = (a: Answer | null, b: Answer | null): boolean =>
  JSON.stringify(a) === JSON.stringify(b);

/** Whether something is answered: an answer may be there and say nothing. */
export function isAnswered(answer: Answer | null): boolean {
  if (answer === null) return false;
  switch (answer.type) {
    case 'single':
      return answer.option !== null;
    case 'multiple':
      return answer.options.length > 0;
    case 'true_false':
      return answer.value !== null;
    case 'matching':
      return answer.pairs.length > 0;
    case 'ordering':
      return answer.order.length > 0;
    case 'cloze':
      return answer.gaps.some(({ text }) => text.trim() !== '');
    case 'numeric':
    case 'computed':
    case 'short_text':
    case 'essay':
      return answer.text.trim() !== '';
  }
}
