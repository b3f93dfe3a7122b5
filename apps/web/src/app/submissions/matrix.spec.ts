import { against, matrixOf } from './matrix';

const counts = (
  given: Parameters<typeof matrixOf>[0],
  orientation: Parameters<typeof matrixOf>[1],
) => matrixOf(given, orientation).cells.map((row) => row.map(({ count }) => count));

describe('a confusion matrix on the page', () => {
  // The course's “modelo bobo” that always says NO: TP 0, FP 0, FN 4, TN 6; truth in the rows, NO first.
  const bobo = {
    labels: ['NO', 'SI'],
    counts: [
      [6, 0],
      [4, 0],
    ],
  };

  it('has the model in the rows and the positive class first, as the course draws it', () => {
    const drawn = matrixOf(bobo, 'rows-model');
    expect(drawn).toMatchObject({ rows: 'model', columns: 'truth', labels: ['SI', 'NO'] });
    expect(counts(bobo, 'rows-model')).toEqual([
      [0, 0],
      [4, 6],
    ]);
  });

  it('has the truth in the rows where the course asks for scikit-learn’s way', () => {
    expect(matrixOf(bobo, 'rows-truth')).toMatchObject({ rows: 'truth', columns: 'model' });
    expect(counts(bobo, 'rows-truth')).toEqual([
      [0, 4],
      [0, 6],
    ]);
  });

  it('keeps the order of several classes, and turned twice is as it was', () => {
    const three = {
      labels: ['a', 'b', 'c'],
      counts: [
        [1, 2, 3],
        [4, 5, 6],
        [7, 8, 9],
      ],
    };
    expect(counts(three, 'rows-truth')).toEqual(three.counts);
    expect(counts(three, 'rows-model')).toEqual([
      [1, 4, 7],
      [2, 5, 8],
      [3, 6, 9],
    ]);
  });
});

it('sets one class against all others', () => {
  const counts = [
    [5, 1, 2],
    [0, 7, 3],
    [4, 0, 8],
  ];
  expect(against({ labels: ['a', 'b', 'c'], counts }, 2, 'others')).toEqual({
    labels: ['others', 'c'],
    counts: [
      [13, 5],
      [4, 8],
    ],
  });
});
