import { warmUp } from './warm-up';

describe('the warm-up of the scorer', () => {
  it('goes all the way: figures with intervals of every part, of classes and of numbers', () => {
    const [classes, numbers] = warmUp();
    for (const [scoring, metric] of [
      [classes, 'roc_auc'],
      [classes, 'f1_macro'],
      [numbers, 'rmse'],
    ] as const) {
      if (!scoring?.ok) throw new Error(JSON.stringify(scoring));
      for (const part of ['public', 'private'])
        expect(
          scoring.scores.find((score) => score.metric === metric && score.part === part)?.low,
        ).toEqual(expect.any(Number));
    }
  });
});
