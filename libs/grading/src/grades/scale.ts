import type { Scale } from './policy';
import { exact, type Ratio, ratioOf, roundHalfUp } from './ratio';
import type { Grade } from './receipt';

const numeric = (maximum: Ratio, pass: Ratio): Scale => ({
  kind: 'numeric',
  maximum,
  decimals: 1,
  pass,
});

const PRESETS = {
  '0-5': numeric('5', '3.0'),
  '0-10': numeric('10', '6.0'),
  '0-20': numeric('20', '10.0'),
  '0-100': numeric('100', '60.0'),
  letters: {
    kind: 'letters',
    letters: [
      { letter: 'A', from: '0.9' },
      { letter: 'B', from: '0.8' },
      { letter: 'C', from: '0.7' },
      { letter: 'D', from: '0.6' },
      { letter: 'F', from: '0' },
    ],
    pass: 'D',
  },
} as const satisfies Record<string, Scale>;

/** The scales a course begins with: 5/1/3.0, 10/1/6.0, 20/1/10.0, 100/1/60.0 (maximum, decimals, pass), and letters. */
export function presetScale(name: keyof typeof PRESETS): Scale {
  return PRESETS[name];
}

/**
 * A share of 1 on a scale: rounded once, half up, and passed or not by the rounded number. Letters go by the exact share;
 * below the lowest bound the lowest letter stays.
 */
export function gradeOf(share: Ratio, scale: Scale): Grade {
  if (scale.kind === 'numeric') {
    const value = roundHalfUp(ratioOf(exact(share).mul(exact(scale.maximum))), scale.decimals);
    return { exact: share, value, passed: exact(value).gte(exact(scale.pass)) };
  }
  const falling = scale.letters.toSorted((a, b) => exact(b.from).compare(exact(a.from)));
  const rank = falling.findIndex(({ from }) => exact(share).gte(exact(from)));
  const place = rank === -1 ? falling.length - 1 : rank;
  const passing = falling.findIndex(({ letter }) => letter === scale.pass);
  return { exact: share, value: falling[place]?.letter ?? '', passed: place <= passing };
}

/** A share of 1 in the scale's points, exact; null on letters. */
export function onScale(share: Ratio, scale: Scale): Ratio | null {
  return scale.kind === 'numeric' ? ratioOf(exact(share).mul(exact(scale.maximum))) : null;
}
