import { draftsOf, moved, withNewModule } from './module-drafts';

const drafts = draftsOf([
  { id: 'a', number: 1, title: 'Introducción', links: [] },
  { id: 'b', number: 4, title: 'Redes', links: [{ title: 'Libro', url: 'https://example.org' }] },
]);

describe('the modules of a course in a form', () => {
  it('numbers a new one after the highest, also where numbers are missing', () => {
    expect(withNewModule(drafts).at(-1)).toEqual({ id: '', number: 5, title: '', links: [] });
    expect(withNewModule([]).at(-1)?.number).toBe(1);
  });

  it('moves one past its neighbour; the numbers stay where they were', () => {
    expect(moved(drafts, 1, -1).map(({ id, number }) => [id, number])).toEqual([
      ['b', 1],
      ['a', 4],
    ]);
  });

  it('leaves the first and the last where they are', () => {
    expect(moved(drafts, 0, -1)).toEqual(drafts);
    expect(moved(drafts, 1, 1)).toEqual(drafts);
  });

  it('holds copies: the course is not changed by typing', () => {
    const link = { title: 'Libro', url: 'https://example.org' };
    const module = { id: 'b', number: 1, title: 'Redes', links: [link] };
    draftsOf([module])[0]!.links[0]!.title = 'Otro';
    expect(link.title).toBe('Libro');
  });
});
