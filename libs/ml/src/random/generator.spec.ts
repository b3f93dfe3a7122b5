import { generator, shuffle, uniforms } from './index';

describe('the generator', () => {
  it('gives the same stream for the same seed, and another for another', () => {
    const draw = (seed: string) => Array.from({ length: 5 }, generator(seed));
    expect(draw('7')).toEqual(draw('7'));
    expect(draw('7')).not.toEqual(draw('8'));
  });

  it('is uniform: 100,000 draws over 100 bins, chi-square within five standard deviations', () => {
    const random = generator('uniform');
    const bins = new Float64Array(100);
    for (let i = 0; i < 100_000; i++) bins[Math.floor(random() * 100)]! += 1;
    const chi = bins.reduce((sum, n) => sum + (n - 1000) ** 2 / 1000, 0);
    expect(Math.abs(chi - 99)).toBeLessThan(5 * Math.sqrt(2 * 99));
  });

  it('gives the same numbers many at a time, whatever the portions', () => {
    const fill = uniforms('7');
    const portions = [3, 0, 5].map((length) => new Float64Array(length));
    for (const portion of portions) fill(portion);
    expect(portions.flatMap((portion) => [...portion])).toEqual(
      Array.from({ length: 8 }, generator('7')),
    );
  });

  it('shuffles without losing anybody', () => {
    const items = shuffle(
      Int32Array.from({ length: 1000 }, (_, i) => i),
      generator('s'),
    );
    expect([...items].sort((a, b) => a - b)).toEqual(Array.from({ length: 1000 }, (_, i) => i));
    expect(items[0] === 0 && items[1] === 1 && items[2] === 2).toBe(false);
  });
});
