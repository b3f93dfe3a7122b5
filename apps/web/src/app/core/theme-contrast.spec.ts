import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const tokens = new Map(
  [
    ...readFileSync(join(__dirname, '../../theme/_tokens.scss'), 'utf8').matchAll(
      /^\s+([a-z-]+): \((#[0-9a-f]{6}), (#[0-9a-f]{6})\),/gm,
    ),
  ].map(([, role = '', light = '', dark = '']) => [role, { light, dark }]),
);

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** WCAG 2.2: from 1 to 21. */
function contrast(one: string, other: string): number {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

const TEXT = 4.5;
const EDGE = 3;
const SURFACES = [
  'surface',
  'surface-container-lowest',
  'surface-container-low',
  'surface-container',
  'surface-container-high',
];
const PAIRS: [string, string, number][] = [
  ...['primary', 'secondary', 'tertiary', 'error'].flatMap((role): [string, string, number][] => [
    [`on-${role}`, role, TEXT],
    [`on-${role}-container`, `${role}-container`, TEXT],
    [role, 'surface', TEXT],
  ]),
  ...SURFACES.flatMap((surface): [string, string, number][] => [
    ['on-surface', surface, TEXT],
    ['on-surface-variant', surface, TEXT],
    ['primary', surface, TEXT],
  ]),
  ['inverse-on-surface', 'inverse-surface', TEXT],
  ['outline', 'surface', EDGE],
];

describe('the colours', () => {
  it.each(PAIRS)('%s is read on %s (%d : 1), light and dark', (ink, paper, least) => {
    const over = tokens.get(paper);
    const written = tokens.get(ink);
    expect([ink, paper].filter((name) => !tokens.has(name))).toEqual([]);
    for (const theme of ['light', 'dark'] as const)
      expect(contrast(written?.[theme] ?? '', over?.[theme] ?? '')).toBeGreaterThanOrEqual(least);
  });
});
