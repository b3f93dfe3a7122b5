import { toDigits, toSteps } from './figures';

describe('a figure that is told', () => {
  it('has four significant digits', () => {
    expect(toDigits(12345.678)).toBe(12350);
    expect(toDigits(-0.00123456)).toBe(-0.001235);
  });

  it('lies on the grid of the rows it is a mean of, or where it was', () => {
    expect(toSteps(0.4567891, 300)).toBe(137 / 300);
    expect(toSteps(0.4567891, null)).toBe(0.4567891);
  });
});
