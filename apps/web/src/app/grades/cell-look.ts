import type { GradeItem, MarkCell } from '@holdout/contracts';

import { pointsText } from './grade-text';

/** How a mark looks in the grid, and how it is told to who cannot see it. */
export interface CellLook {
  readonly text: string;
  /** Class names: the state, and what the grade makes of the mark. */
  readonly tone: string;
  readonly label: string;
}

/** Missing, 0, excused and to be graded never look alike: a word for each, a number only for a number. */
export function cellLook(
  cell: MarkCell | null,
  item: GradeItem,
  whose: string | null,
  locale: string,
  t: (key: string, params?: Record<string, unknown>) => string,
): CellLook {
  if (!cell) return { text: '', tone: 'none', label: t('grades.cell.none') };
  const points = cell.points === undefined ? undefined : pointsText(cell.points, locale);
  const earned = cell.state === 'earned' ? points : undefined;
  const maximum = pointsText(item.maximum, locale);
  const told =
    earned === undefined
      ? t(`grades.state.${cell.state}`)
      : t('grades.cell.points', { points: earned, maximum });
  const signs = SIGNS.filter((sign) => cell[sign] === true);
  const text = earned ?? t(`grades.short.${cell.state}`);
  return {
    text,
    tone: [cell.state, `use-${cell.use ?? 'counts'}`, ...signs].join(' '),
    label: [
      // What is seen begins what is said: whoever speaks to the page calls the cell by it.
      told.includes(text) ? told : `${text} ${told}`,
      ...signs.map((sign) => t(`grades.sign.${sign}`)),
      ...(whose === null ? [] : [t('grades.sign.ofGroup', { group: whose })]),
      ...(cell.use === undefined || cell.use === 'excused' ? [] : [t(`grades.use.${cell.use}`)]),
    ].join(', '),
  };
}

const SIGNS = ['overridden', 'late', 'unpublished', 'commented'] as const;
