import { chartPalette } from '../ui/chart-palette';
import { type Series, bestSoFarOption, bestSoFarTable, shiftsOf } from './best-so-far';

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

  it('keeps the names of equal and near scores apart, inside the plot, each at its line where there is room', () => {
    const axis = { min: 0, max: 1 };
    expect(shiftsOf([0.9, 0.5, 0.1], axis)).toEqual([0, 0, 0]);
    for (const lasts of [
      [0.5, 0.5, 0.5],
      [0, 0, 0.01, 0],
      [1, 1, 1, 1, 1, 1],
    ]) {
      const shifts = shiftsOf(lasts, axis);
      const places = lasts.map((last, i) => (1 - last) * 236 + shifts[i]!).sort((a, b) => a - b);
      expect(places[0]!).toBeGreaterThanOrEqual(0);
      expect(places.at(-1)!).toBeLessThanOrEqual(236);
      places.slice(1).forEach((place, i) => {
        expect(place - places[i]!).toBeGreaterThanOrEqual(16 - 1e-9);
      });
    }
  });

  it('has an axis of round steps that holds every score', () => {
    const axis = (scores: number[]) => {
      const one = [
        {
          name: 'A',
          mine: false,
          steps: scores.map((score) => ({ at: '2026-03-01T00:00:00Z', score })),
        },
      ];
      const option = bestSoFarOption(
        one,
        'higher',
        '2026-03-05T00:00:00Z',
        words,
        chartPalette(false),
      );
      return option['yAxis'] as { min: number; max: number; interval: number };
    };
    expect(axis([0.612, 0.871])).toMatchObject({ interval: 0.1 });
    expect(axis([0.612, 0.871]).min).toBeCloseTo(0.6, 12);
    expect(axis([0.612, 0.871]).max).toBeCloseTo(0.9, 12);
    expect(axis([0.5])).toMatchObject({ min: 0.5 });
    expect(axis([0]).max).toBeGreaterThan(0);
  });
});
