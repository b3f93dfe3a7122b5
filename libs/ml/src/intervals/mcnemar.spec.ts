import { mcnemar } from './mcnemar';

describe('McNemar', () => {
  it('doubles the tail and stops at 1: 2 against 2 would be 22/16', () => {
    expect(mcnemar(2, 2)).toBe(1);
    expect(mcnemar(0, 0)).toBe(1);
  });

  it('counts exactly: 1 against 9 is 2 · 11/1024, 0 against 5 is 1/16', () => {
    expect(mcnemar(1, 9)).toBe(22 / 1024);
    expect(mcnemar(9, 1)).toBe(22 / 1024);
    expect(mcnemar(0, 5)).toBe(1 / 16);
  });

  it('is the same where counting gives way to the normal distribution', () => {
    const exact = mcnemar(460, 540);
    const near = mcnemar(461, 541);
    expect(exact).toBeCloseTo(0.0124, 4); // binomtest(460, 1000): 0.012455…
    expect(Math.abs(near / exact - 1)).toBeLessThan(0.03);
    expect(mcnemar(600, 600)).toBe(1);
    expect(mcnemar(0, 5000)).toBeLessThan(1e-200);
  });
});
