import { chartPalette } from '../ui/chart-palette';
import { type Series, bestSoFarOption, bestSoFarTable } from './best-so-far';

const words = {
  metric: 'Exactitud',
  when: 'Cuándo',
  group: 'Grupo',
  score: 'Puntaje',
  instant: (at: string) => at.slice(0, 10),
  number: String,
};
const series: Series[] = [
  { name: 'A', mine: false, steps: [{ at: '2026-03-01T00:00:00Z', score: 0.7 }] },
  { name: 'B', mine: false, steps: [] },
  {
    name: 'C',
    mine: true,
    steps: [
      { at: '2026-03-01T00:00:00Z', score: 0.5 },
      { at: '2026-03-02T00:00:00Z', score: 0.6 },
    ],
  },
  { name: 'D', mine: false, steps: [{ at: '2026-03-01T00:00:00Z', score: 0.9 }] },
];

describe('best so far', () => {
  it('draws my group first, then the best; whoever has no score is not drawn; every line goes on to now', () => {
    const option = bestSoFarOption(
      series,
      'higher',
      '2026-03-05T00:00:00Z',
      words,
      chartPalette(false),
    );
    const drawn = option['series'] as { name: string; data: unknown[] }[];
    expect(drawn.map(({ name }) => name)).toEqual(['C', 'D', 'A']);
    expect(drawn[0]?.data).toEqual([
      ['2026-03-01T00:00:00Z', 0.5],
      ['2026-03-02T00:00:00Z', 0.6],
      ['2026-03-05T00:00:00Z', 0.6],
    ]);
    const lower = bestSoFarOption(
      series,
      'lower',
      '2026-03-05T00:00:00Z',
      words,
      chartPalette(false),
    );
    expect((lower['series'] as { name: string }[]).map(({ name }) => name)).toEqual([
      'C',
      'A',
      'D',
    ]);
  });

  it('has every step in its table', () => {
    expect(bestSoFarTable(series, words).rows).toHaveLength(4);
  });
});
