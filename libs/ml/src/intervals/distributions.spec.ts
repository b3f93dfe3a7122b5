import { UNEXPANDED, expandedFor, upperTail } from './distributions';

describe('a bootstrap of few units', () => {
  // SciPy: norm.cdf(-sqrt(n / (n - 1)) * t.ppf(0.975, n - 1)).
  it.each([
    [10, 0.008_550_639],
    [20, 0.015_880_83],
    [500 / 12, 0.020_440_763],
    [50, 0.021_179_411],
    [512, 0.024_618_214],
  ])('of %d goes further into its tails, as Student’s t would', (units, tail) => {
    expect(Math.abs(expandedFor(units).tail - tail)).toBeLessThan(5e-7);
  });

  it('divides by n − 1', () => {
    expect(expandedFor(10).scale).toBeCloseTo(Math.sqrt(10 / 9), 15);
  });

  it('is left as it is where units are endless', () => {
    const endless = expandedFor(1e9);
    expect(endless.tail).toBeCloseTo(UNEXPANDED.tail, 6);
    expect(endless.scale).toBeCloseTo(UNEXPANDED.scale, 8);
  });
});

describe('the normal tail', () => {
  it.each([
    [0, 0.5],
    [1, 0.158_655_253_931],
    [5, 2.866_515_718_79e-7],
  ])('beyond %d', (z, share) => {
    expect(Math.abs(upperTail(z) / share - 1)).toBeLessThan(1.3e-7);
  });
});
