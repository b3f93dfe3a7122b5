import { type Curve, EQUAL_COSTS, bestBy, cornerAt, figuresAt } from './threshold-lab.rules';

const CURVE: Curve = {
  positives: 3,
  negatives: 4,
  corners: [
    { threshold: null, tp: 0, fp: 0 },
    { threshold: 0.9, tp: 2, fp: 0 },
    { threshold: 0.5, tp: 2, fp: 1 },
    { threshold: 0.2, tp: 3, fp: 2 },
    { threshold: 0.1, tp: 3, fp: 4 },
  ],
};

it('tells what a threshold does', () => {
  expect(figuresAt(CURVE, 2, { tp: -1, fp: 2, fn: 5, tn: 0 })).toEqual({
    tp: 2,
    fp: 1,
    fn: 1,
    tn: 3,
    recall: 2 / 3,
    precision: 2 / 3,
    specificity: 0.75,
    f1: 2 / 3,
    fbeta: 2 / 3,
    youden: 2 / 3 - 0.25,
    cost: 5 / 7,
  });
  expect(figuresAt(CURVE, 0, EQUAL_COSTS)).toMatchObject({ precision: 0, f1: 0, cost: 3 / 7 });
});

it('finds the best by each criterion, the highest threshold of equals', () => {
  expect(bestBy('youden', CURVE, EQUAL_COSTS)).toBe(1);
  expect(bestBy('f1', CURVE, EQUAL_COSTS)).toBe(1);
  expect(bestBy('fbeta', CURVE, EQUAL_COSTS)).toBe(3);
  expect(bestBy('cost', CURVE, EQUAL_COSTS)).toBe(1);
  expect(bestBy('cost', CURVE, { ...EQUAL_COSTS, fn: 10 })).toBe(3);
  expect(bestBy('cost', CURVE, { ...EQUAL_COSTS, fp: 10, fn: 0 })).toBe(0);
  expect(bestBy('cost', CURVE, { tp: 1, fp: 1, fn: 1, tn: 1 })).toBe(0);
});

it('stands where its threshold says', () => {
  expect(cornerAt(CURVE, 0.5)).toBe(2);
  expect(cornerAt(CURVE, 0.51)).toBe(1);
  expect(cornerAt(CURVE, 2)).toBe(0);
  expect(cornerAt(CURVE, 0)).toBe(4);
});
