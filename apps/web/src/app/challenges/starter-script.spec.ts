import { type ScriptFacts, starterScript } from '@holdout/contracts';

const challenge = (given: Partial<ScriptFacts>): ScriptFacts => ({
  task: 'regression',
  targetName: 'score',
  classes: [],
  positive: null,
  features: [{ name: 'alcohol', type: 'number' }],
  ...given,
});

describe('the starter script', () => {
  it('writes numbers for a regression, and the training rows out of fold', () => {
    const script = starterScript(challenge({}));
    expect(script).toContain('TARGET = "score"');
    expect(script).toContain('pd.read_csv("data/train.csv")');
    expect(script).toContain('cross_val_predict');
    expect(script).toContain('.to_csv("validation.csv", index=False)');
    expect(script).toContain('.to_csv("predictions.csv", index=False)');
    expect(script).not.toContain('probability');
  });

  it('writes the probability of the positive class for two classes', () => {
    const script = starterScript(
      challenge({
        task: 'binary',
        targetName: 'diagnóstico',
        classes: ['benigno', 'maligno'],
        positive: 'maligno',
      }),
    );
    expect(script).toContain('POSITIVE = "maligno"');
    expect(script).toContain('"probability"');
    expect(script).toContain('TARGET = "diagnóstico"');
  });

  it('writes a probability for each of several classes', () => {
    const script = starterScript(challenge({ task: 'multiclass', classes: ['a', 'b', 'c'] }));
    expect(script).toContain('"proba_" + label');
    expect(script).not.toContain('POSITIVE');
  });

  it('never predicts the past from the future in a series', () => {
    const script = starterScript(challenge({ task: 'forecasting' }));
    expect(script).toContain('TimeSeriesSplit');
    expect(script).not.toContain('KFold');
  });

  it('takes the name of a target as text, whatever stands in it', () => {
    const script = starterScript(challenge({ targetName: 'a"; import os #\\' }));
    expect(script).toContain('TARGET = "a\\"; import os #\\\\"');
  });

  it('looks for clusters without a target, and predicts no training rows', () => {
    const script = starterScript(challenge({ task: 'clustering', targetName: 'especie' }));
    expect(script).toContain('KMeans');
    expect(script).not.toMatch(/especie|validation\.csv/);
  });
});
