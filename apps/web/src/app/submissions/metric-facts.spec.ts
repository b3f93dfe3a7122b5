import { barOf, partsOf } from './metric-facts';

it('knows a mean over classes by its ending', () => {
  expect(partsOf('recall_macro')).toEqual({ base: 'recall', average: 'macro' });
  expect(partsOf('roc_auc')).toEqual({ base: 'roc_auc', average: null });
});

it('draws an interval within the range of its metric, or from 0 where that has no end', () => {
  const figure = { value: 0.5, low: 0.25, high: 0.75 };
  expect(barOf('f1_macro', figure)).toEqual({ value: 50, low: 25, high: 75 });
  expect(barOf('mcc', figure)).toEqual({ value: 75, low: 62.5, high: 87.5 });
  expect(barOf('rmse', { value: 100, low: 50, high: 200 / 1.1 })?.low).toBeCloseTo(25);
  expect(barOf('r2', { value: -1, low: -3, high: 0 })).toEqual({ value: 50, low: 0, high: 75 });
  expect(barOf('mae', { value: 0, low: 0, high: 0 })).toBeNull();
  expect(barOf('skill', figure)).toBeNull();
});
