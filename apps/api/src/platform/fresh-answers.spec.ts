import { FreshAnswers } from './fresh-answers';

const aTick = () => new Promise((done) => setImmediate(done));

describe('fresh answers', () => {
  /** A question that is answered when the test says so, by what is true when it is asked. */
  function aBoard() {
    let version = 1;
    const waiting: (() => void)[] = [];
    const answers = new FreshAnswers<number>();
    let questions = 0;
    const ask = (key = 'board') =>
      answers.get(key, () => {
        questions++;
        const seen = version;
        return new Promise((done) => {
          waiting.push(() => {
            done(seen);
          });
        });
      });
    return {
      ask,
      changes: () => version++,
      answersNext: async () => {
        waiting.shift()?.();
        await aTick();
      },
      questions: () => questions,
    };
  }

  it('ask once for all who come while one is under way, and what is true after they came', async () => {
    const board = aBoard();
    const first = board.ask();
    board.changes();
    const later = [board.ask(), board.ask(), board.ask()];
    expect(board.questions()).toBe(1);
    await board.answersNext();
    await board.answersNext();
    expect(await first).toBe(1);
    expect(await Promise.all(later)).toEqual([2, 2, 2]);
    expect(board.questions()).toBe(2);
  });

  it('keep nothing: who comes alone asks anew', async () => {
    const board = aBoard();
    for (const expected of [1, 2]) {
      const answer = board.ask();
      await board.answersNext();
      expect(await answer).toBe(expected);
      board.changes();
    }
    const others = [board.ask('a'), board.ask('b')];
    expect(board.questions()).toBe(4);
    await board.answersNext();
    await board.answersNext();
    expect(await Promise.all(others)).toEqual([3, 3]);
  });

  it('let a failure fail only those who share it', async () => {
    const answers = new FreshAnswers<number>();
    const failing = answers.get('board', () => Promise.reject(new Error('away')));
    const next = answers.get('board', () => Promise.resolve(7));
    await expect(failing).rejects.toThrow('away');
    await expect(next).resolves.toBe(7);
  });
});
