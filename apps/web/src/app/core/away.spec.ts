import { awayFrom } from './away';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

describe('how far away an instant is', () => {
  it('is said in the largest unit of which there are two', () => {
    expect(awayFrom(90 * MINUTE, 'es')).toBe('dentro de 90 minutos');
    expect(awayFrom(-3 * HOUR - 59 * MINUTE, 'es')).toBe('hace 3 horas');
    expect(awayFrom(50 * HOUR, 'en')).toBe('in 2 days');
  });

  it('never promises a day that is not whole', () => {
    expect(awayFrom(47 * HOUR, 'en')).toBe('in 47 hours');
  });

  it('tells seconds where there is nothing larger', () => {
    expect(awayFrom(1000, 'en')).toBe('in 1 second');
    expect(awayFrom(0, 'en')).toBe('in 0 seconds');
  });
});
