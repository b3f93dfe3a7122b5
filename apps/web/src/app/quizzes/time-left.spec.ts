import { timeLeftText, warningAt } from './time-left';

it('tells the time that is left to the second, and never less than none', () => {
  expect(timeLeftText(3_909_000)).toBe('1:05:09');
  expect(timeLeftText(760_001)).toBe('12:41');
  expect(timeLeftText(6_500)).toBe('0:07');
  expect(timeLeftText(-5)).toBe('0:00');
});

it('warns with five minutes left, with one, and at the end', () => {
  expect([300_001, 300_000, 60_000, 0].map(warningAt)).toEqual([null, 'five', 'one', 'over']);
});
