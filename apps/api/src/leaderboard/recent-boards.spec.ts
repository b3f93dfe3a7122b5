import { PreparedBoard } from './prepared-board';
import { RecentBoards } from './recent-boards';

const aBoard = (version: string) =>
  new PreparedBoard(
    {
      challenge: {
        id: '019c0000-0000-7000-8000-00000000000c',
        title: 'Vinos',
        state: 'open',
        metric: 'accuracy',
        direction: 'higher',
      },
      part: 'public',
      rowsScored: null,
      baselines: [],
      groups: 0,
      updatedAt: null,
      version,
    },
    [],
  );

describe('recent boards', () => {
  it('make a board once for all who ask at the same time', async () => {
    const recent = new RecentBoards();
    let made = 0;
    const make = () => Promise.resolve(aBoard(String(++made)));
    const [a, b] = await Promise.all([recent.get('7', make), recent.get('7', make)]);
    expect(b).toBe(a);
    expect(made).toBe(1);
    expect(await recent.get('8', make)).not.toBe(a);
  });

  it('keep the newest and forget the one nobody asked for', async () => {
    const recent = new RecentBoards(2);
    const made: string[] = [];
    const ask = (key: string) =>
      recent.get(key, () => {
        made.push(key);
        return Promise.resolve(aBoard(key));
      });
    for (const key of ['a', 'b', 'a', 'c', 'a', 'b']) await ask(key);
    expect(made).toEqual(['a', 'b', 'c', 'b']);
  });

  it('do not keep a failure', async () => {
    const recent = new RecentBoards();
    await expect(recent.get('7', () => Promise.reject(new Error('away')))).rejects.toThrow('away');
    await expect(recent.get('7', () => Promise.resolve(aBoard('7')))).resolves.toBeInstanceOf(
      PreparedBoard,
    );
  });
});
