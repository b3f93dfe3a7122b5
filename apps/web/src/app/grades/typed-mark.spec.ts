import { typedMark } from './typed-mark';

const ITEM = { source: 'typed', maximum: '10', extraCredit: false } as const;
const TOLD = { ...ITEM, source: 'quizzes' } as const;
const PENDING = { state: 'pending' } as const;
const EIGHT = { state: 'earned', points: '8' } as const;

describe('what is typed into a cell', () => {
  it('is points, with a comma or as a fraction', () => {
    expect(typedMark('8,5', ITEM, PENDING)).toEqual({ change: { deed: 'set', points: '8.5' } });
    expect(typedMark(' 14/87 ', ITEM, EIGHT)).toEqual({ change: { deed: 'set', points: '14/87' } });
    expect(typedMark('0', ITEM, PENDING)).toEqual({ change: { deed: 'set', points: '0' } });
    expect(typedMark('8,0', ITEM, EIGHT)).toBe('nothing');
  });

  it('is a word for what is no number: missing and excused are not 0', () => {
    expect(typedMark('Exc', TOLD, EIGHT)).toEqual({ change: { deed: 'excuse' } });
    expect(typedMark('falta', ITEM, EIGHT)).toEqual({ change: { deed: 'missing' } });
    expect(typedMark('falta', TOLD, EIGHT)).toEqual({ fault: 'ofSource' });
  });

  it('is refused above the maximum, unless the item takes more, and where it is no number', () => {
    expect(typedMark('10,5', ITEM, EIGHT)).toEqual({ fault: 'above' });
    expect(typedMark('10,5', { ...ITEM, extraCredit: true }, EIGHT)).toEqual({
      change: { deed: 'set', points: '10.5' },
    });
    expect(['ocho', '-1', '8..5'].map((text) => typedMark(text, ITEM, EIGHT))).toEqual(
      Array.from({ length: 3 }, () => ({ fault: 'noNumber' })),
    );
  });

  it('overrides what a feature gives, and what is overridden', () => {
    expect(typedMark('9', TOLD, EIGHT)).toEqual({ override: '9' });
    expect(typedMark('9', ITEM, { ...EIGHT, overridden: true })).toEqual({ override: '9' });
  });

  it('takes back what is there when it is emptied, one thing at a time', () => {
    expect(typedMark('', ITEM, EIGHT)).toEqual({ change: { deed: 'clear' } });
    expect(typedMark('', ITEM, { state: 'excused' })).toEqual({ change: { deed: 'include' } });
    expect(typedMark('', TOLD, { ...EIGHT, overridden: true })).toEqual({
      change: { deed: 'clear-override' },
    });
    expect(typedMark('', ITEM, PENDING)).toBe('nothing');
    expect(typedMark('', TOLD, EIGHT)).toEqual({ fault: 'ofSource' });
  });
});
