import { METRICS_OF_TASK, TASKS, directionOf, needsProbability } from './metrics';
import { knownClasses, metricFor, smallestShareOf, tasksFor } from './suggestion';

describe('what to predict with a column', () => {
  it('suggests regression for numbers, and forecasting first where time parts the rows', () => {
    expect(tasksFor({ type: 'number', distinct: 900 }, 'random')).toEqual(['regression']);
    expect(tasksFor({ type: 'number', distinct: 900 }, 'time')).toEqual([
      'forecasting',
      'regression',
    ]);
  });

  it('takes whole numbers as a quantity first, as classes too where they are few', () => {
    expect(tasksFor({ type: 'integer', distinct: 6 }, 'random')).toEqual([
      'regression',
      'multiclass',
    ]);
    expect(tasksFor({ type: 'integer', distinct: 2 }, 'random')).toEqual(['binary']);
    expect(tasksFor({ type: 'integer', distinct: 51 }, 'random')).toEqual(['regression']);
  });

  it('suggests classes for words, and nothing for a name of rows or a constant', () => {
    expect(tasksFor({ type: 'category', distinct: 2 }, 'random')).toEqual(['binary']);
    expect(tasksFor({ type: 'category', distinct: 3 }, 'random')).toEqual(['multiclass']);
    expect(tasksFor({ type: 'text', distinct: 800 }, 'random')).toEqual([]);
    expect(tasksFor({ type: 'id', distinct: 800 }, 'random')).toEqual([]);
    expect(tasksFor({ type: 'number', distinct: 1 }, 'random')).toEqual([]);
    expect(tasksFor({ type: 'category', distinct: undefined }, undefined)).toEqual([
      'binary',
      'multiclass',
    ]);
  });
});

describe('the metric to begin with', () => {
  it('does not flatter a model that ignores the rare class', () => {
    expect(metricFor('binary', 0.45)).toBe('accuracy');
    expect(metricFor('binary', 0.136)).toBe('balanced_accuracy');
    expect(metricFor('binary', undefined)).toBe('accuracy');
    expect(metricFor('multiclass', 0.02)).toBe('f1_macro');
  });

  it('is one of its task', () => {
    for (const task of TASKS) expect(METRICS_OF_TASK[task]).toContain(metricFor(task, 0.01));
  });

  it('knows its direction and what it must be given', () => {
    expect([directionOf('rmse'), directionOf('log_loss')]).toEqual(['lower', 'lower']);
    expect([directionOf('r2'), directionOf('roc_auc')]).toEqual(['higher', 'higher']);
    expect([needsProbability('roc_auc'), needsProbability('f1')]).toEqual([true, false]);
  });
});

describe('the classes of a column', () => {
  const figures = {
    name: 'diagnosis',
    missing: 0,
    min: null,
    max: null,
    mean: null,
    sd: null,
    quartiles: null,
    outliers: null,
    histogram: null,
    faults: [],
  };
  it('are listed where the profile lists all of them', () => {
    const column = {
      ...figures,
      type: 'category' as const,
      distinct: 2,
      top: [
        { value: 'maligno', count: 212 },
        { value: 'benigno', count: 357 },
      ],
    };
    expect(knownClasses(column)).toEqual(['benigno', 'maligno']);
    expect(smallestShareOf(column)).toBeCloseTo(212 / 569, 12);
    expect(knownClasses({ ...column, distinct: 3 })).toBeUndefined();
    expect(smallestShareOf({ ...column, distinct: 3 })).toBeUndefined();
  });

  it('are the two numbers of a column of zeros and ones', () => {
    expect(
      knownClasses({ ...figures, type: 'integer', distinct: 2, min: 0, max: 1, top: [] }),
    ).toEqual(['0', '1']);
  });
});
