/** Okabe–Ito, told apart by readers of every colour vision; in the order in which series take them. */
const LIGHT = [
  '#0072B2',
  '#D55E00',
  '#009E73',
  '#CC79A7',
  '#E69F00',
  '#56B4E9',
  '#7A6F00',
  '#1b1e1c',
];
/** The same hues, lifted where they would drown in a dark page. */
const DARK = [
  '#56B4E9',
  '#E69F00',
  '#2FC79B',
  '#E39CC4',
  '#F0E442',
  '#6FA8DC',
  '#FF8A4C',
  '#e4e6e3',
];

export interface ChartPalette {
  readonly series: readonly string[];
  readonly text: string;
  readonly muted: string;
  readonly line: string;
  readonly surface: string;
}

/** What a chart is drawn with; `theme.dark()` says which. */
export function chartPalette(dark: boolean): ChartPalette {
  return dark
    ? { series: DARK, text: '#e4e6e3', muted: '#bbc2bc', line: '#3c423e', surface: '#1e211f' }
    : { series: LIGHT, text: '#1b1e1c', muted: '#4b524d', line: '#d6dad6', surface: '#ffffff' };
}
