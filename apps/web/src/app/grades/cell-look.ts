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
  const signs = [
    cell.overridden && t('grades.sign.overridden'),
    cell.late && t('grades.sign.late'),
    cell.unpublished && t('grades.sign.unpublished'),
    cell.commented && t('grades.sign.commented'),
    whose !== null && t('grades.sign.ofGroup', { group: whose }),
    cell.use && cell.use !== 'excused' && t(`grades.use.${cell.use}`),
  ].filter((sign) => typeof sign === 'string');
  const told =
    points === undefined || cell.state !== 'earned'
      ? t(`grades.state.${cell.state}`)
      : t('grades.cell.points', { points, maximum: pointsText(item.maximum, locale) });
  return {
    text:
      cell.state === 'earned' && points !== undefined ? points : t(`grades.short.${cell.state}`),
    tone: [
      cell.state,
      `use-${cell.use ?? 'counts'}`,
      cell.overridden && 'overridden',
      cell.unpublished && 'unpublished',
      cell.commented && 'commented',
      cell.late && 'late',
    ]
      .filter(Boolean)
      .join(' '),
    label: [told, ...signs].join(', '),
  };
}
