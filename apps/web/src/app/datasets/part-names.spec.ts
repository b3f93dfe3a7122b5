import { withPartNames } from './part-names';

describe('a complaint about a split', () => {
  const nameOf = (part: string) => ({ private: 'Privado' })[part] ?? part;

  it('names the part by the word of the page, and leaves a class of that name alone', () => {
    expect(
      withPartNames(
        [
          { code: 'class-without-rows', value: 'private', expected: 'private' },
          { code: 'part-without-rows', value: 'private' },
          { code: 'class-too-small', value: 'private', expected: '3' },
        ],
        nameOf,
      ),
    ).toEqual([
      { code: 'class-without-rows', value: 'private', expected: 'Privado' },
      { code: 'part-without-rows', value: 'Privado' },
      { code: 'class-too-small', value: 'private', expected: '3' },
    ]);
  });
});
