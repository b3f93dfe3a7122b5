import type { Answer, AnswerSaved, AttemptQuestion } from '@holdout/contracts';

import {
  type Book,
  acknowledged,
  due,
  heard,
  isAnswered,
  openBook,
  settled,
  shownAnswer,
  written,
} from './answer-book';

const text = (value: string): Answer => ({ type: 'short_text', text: value });
const BETO = { memberId: 'beto', name: 'Beto' };
const question = (id: string, answer: Answer | null = null, version = 0) =>
  ({ questionId: id, answer, version, savedAt: null, savedBy: null }) as unknown as AttemptQuestion;
const unsent = (answer: Answer | null, clientAt = '10:00') => ({ answer, clientAt, spentMs: 500 });
const saved = (answer: Answer | null, version: number, outcome: AnswerSaved['outcome'] = 'saved') =>
  ({
    questionId: 'q',
    outcome,
    answer,
    version,
    savedAt: '10:01',
    savedBy: null,
  }) satisfies AnswerSaved;
const of = (book: Book) => book.get('q')!;

describe('an answer that is saved by itself', () => {
  const empty = openBook([question('q')], new Map());

  it('is mine until the server has it', () => {
    const book = written(empty, 'q', unsent(text('a')));
    expect(shownAnswer(of(book))).toEqual(text('a'));
    expect(due(book)).toMatchObject([{ questionId: 'q', version: 0 }]);
    const after = acknowledged(book, saved(text('a'), 1), of(book).unsent!);
    expect(due(after)).toEqual([]);
    expect(of(after)).toMatchObject({
      stored: text('a'),
      version: 1,
      savedAt: '10:01',
      unsent: null,
    });
  });

  it('that was written while another was on its way goes after it, over its version', () => {
    const first = written(empty, 'q', unsent(text('a'), '10:00'));
    const sent = of(first).unsent!;
    const second = written(first, 'q', unsent(text('ab'), '10:02'));
    const after = acknowledged(second, saved(text('a'), 1), sent);
    expect(due(after)).toMatchObject([{ version: 1, unsent: { answer: text('ab') } }]);
  });

  it('was kept through a reload, and is not sent when the server had it all along', () => {
    const kept = new Map([['q', unsent(text('a'))]]);
    expect(due(openBook([question('q', text('b'), 3)], kept))).toMatchObject([{ version: 3 }]);
    expect(due(openBook([question('q', text('a'), 1)], kept))).toEqual([]);
  });

  it('of somebody else comes in where I have written nothing, and never goes back in time', () => {
    const book = heard(empty, {
      questionId: 'q',
      answer: text('b'),
      version: 2,
      by: BETO,
      at: '10:03',
    });
    expect(of(book)).toMatchObject({ stored: text('b'), savedBy: BETO, trouble: null });
    const late = heard(book, {
      questionId: 'q',
      answer: text('a'),
      version: 1,
      by: BETO,
      at: '10:02',
    });
    expect(late).toBe(book);
  });

  it('that two wrote at once is lost for neither: I choose', () => {
    const mine = written(empty, 'q', unsent(text('a')));
    const both = acknowledged(mine, saved(text('b'), 1, 'conflict'), of(mine).unsent!);
    expect(of(both)).toMatchObject({ stored: text('b'), trouble: 'conflict' });
    expect(shownAnswer(of(both))).toEqual(text('a'));
    expect(due(both)).toEqual([]);
    expect(due(settled(both, 'q', 'mine'))).toMatchObject([
      { version: 1, unsent: { answer: text('a') } },
    ]);
    expect(shownAnswer(of(settled(both, 'q', 'theirs')))).toEqual(text('b'));
    const live = heard(mine, {
      questionId: 'q',
      answer: text('b'),
      version: 1,
      by: BETO,
      at: '10:03',
    });
    expect(of(live).trouble).toBe('conflict');
  });

  it('on which both agree is no conflict', () => {
    const mine = written(empty, 'q', unsent(text('a')));
    const after = acknowledged(mine, saved(text('a'), 1, 'conflict'), of(mine).unsent!);
    expect(of(after)).toMatchObject({ trouble: null, unsent: null });
  });

  it('that came too late is kept here and not sent again', () => {
    const mine = written(empty, 'q', unsent(text('a')));
    const after = acknowledged(mine, saved(null, 0, 'refused'), of(mine).unsent!);
    expect(shownAnswer(of(after))).toEqual(text('a'));
    expect(due(after)).toEqual([]);
  });

  it('counts the time of all that was not sent', () => {
    const twice = written(written(empty, 'q', unsent(text('a'))), 'q', unsent(text('b'), '10:02'));
    expect(of(twice).unsent?.spentMs).toBe(1000);
  });
});

it('tells an answer from an empty one', () => {
  expect(isAnswered(null)).toBe(false);
  expect(isAnswered(text('  '))).toBe(false);
  expect(isAnswered({ type: 'multiple', options: [] })).toBe(false);
  expect(isAnswered({ type: 'true_false', value: false })).toBe(true);
});
