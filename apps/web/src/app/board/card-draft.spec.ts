import { checklistFrom } from './card-draft';

describe('a checklist that is written line by line', () => {
  let next = 0;
  const newId = () => `new${next++}`;
  const before = [
    { id: 'a', text: 'Separar', done: true },
    { id: 'b', text: 'Escalar', done: false },
    { id: 'c', text: 'Separar', done: false },
  ];

  it('keeps what is ticked, in the new order, and drops what is gone', () => {
    expect(checklistFrom('Escalar\n Separar \n\nMedir', before, newId)).toEqual([
      before[1],
      before[0],
      { id: 'new0', text: 'Medir', done: false },
    ]);
  });

  it('tells two equal lines apart', () => {
    expect(
      checklistFrom('Separar\nSepararSeparar\nSeparar', before, newId).map(({ id }) => id),
    ).toEqual(['a', 'new1', 'c']);
  });
});
