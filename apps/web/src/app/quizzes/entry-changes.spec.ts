import { moved, readPoints } from './entry-changes';

it('moves one up or down, and nothing beyond the ends', () => {
  expect(moved(['a', 'b', 'c'], 1, -1)).toEqual(['b', 'a', 'c']);
  expect(moved(['a', 'b', 'c'], 1, 1)).toEqual(['a', 'c', 'b']);
  expect(moved(['a', 'b', 'c'], 0, -1)).toEqual(['a', 'b', 'c']);
  expect(moved(['a', 'b', 'c'], 2, 1)).toEqual(['a', 'b', 'c']);
});

it.each([
  ['2', 2],
  ['0,25', 0.25],
  [' 1.5 ', 1.5],
  ['1000', 1000],
  ['1000,01', null],
  ['0.125', null],
  ['-1', null],
  ['', null],
  ['dos', null],
])('reads «%s» as points', (text, points) => {
  expect(readPoints(text)).toBe(points);
});
