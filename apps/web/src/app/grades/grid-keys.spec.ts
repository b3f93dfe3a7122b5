import { nextPlace } from './grid-keys';

const SIZE = { rows: 200, columns: 63, page: 15 };
const go = (key: string, from = { row: 5, column: 5 }, ctrlKey = false) =>
  nextPlace(from, { key, ctrlKey, metaKey: false }, SIZE);

describe('the keys of the grid', () => {
  it('move by one, by a page, and to the ends', () => {
    expect(go('ArrowDown')).toEqual({ row: 6, column: 5 });
    expect(go('ArrowLeft')).toEqual({ row: 5, column: 4 });
    expect(go('PageDown')).toEqual({ row: 20, column: 5 });
    expect(go('End')).toEqual({ row: 5, column: 62 });
    expect(go('End', undefined, true)).toEqual({ row: 199, column: 62 });
    expect(go('ArrowUp', undefined, true)).toEqual({ row: 0, column: 5 });
  });

  it('never leave the grid; above the first row is the head', () => {
    expect(go('ArrowUp', { row: 0, column: 0 })).toEqual({ row: -1, column: 0 });
    expect(go('ArrowUp', { row: -1, column: 0 })).toEqual({ row: -1, column: 0 });
    expect(go('ArrowRight', { row: 199, column: 62 })).toEqual({ row: 199, column: 62 });
    expect(go('PageUp', { row: 3, column: 0 })).toEqual({ row: 0, column: 0 });
  });

  it('that do not move are left to the page', () => {
    expect(['8', 'Enter', 'Tab', 'Escape', ' '].map((key) => go(key))).toEqual(
      Array.from({ length: 5 }, () => undefined),
    );
  });
});
