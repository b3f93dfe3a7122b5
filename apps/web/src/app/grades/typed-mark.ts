import type { GradeItem, MarkCell, MarkDeed } from '@holdout/contracts';
import { exact } from '@holdout/grading';

import { pointsTyped } from './grade-text';

/** What typing into a cell asks for: a change, an override that still needs its reason, nothing, or what is wrong. */
export type Typed =
  | { readonly change: MarkDeed }
  | { readonly override: string }
  | { readonly fault: 'noNumber' | 'above' | 'ofSource' }
  | 'nothing';

const EXCUSED = new Set(['e', 'ex', 'exc', 'excusada', 'excused']);
const MISSING = new Set(['f', 'm', 'falta', 'faltó', 'falto', 'missing']);

/**
 * Points, `exc`, `falta`, or nothing, which takes back what was typed. A mark that another part of the course gives is not
 * typed over but overridden, with a reason; so is one that is overridden already.
 */
export function typedMark(
  text: string,
  item: Pick<GradeItem, 'source' | 'maximum' | 'extraCredit'>,
  cell: Pick<MarkCell, 'state' | 'overridden' | 'points'>,
): Typed {
  const word = text.trim().toLowerCase();
  if (EXCUSED.has(word)) return { change: { deed: 'excuse' } };
  if (word === '') return emptied(item, cell);
  if (MISSING.has(word))
    return item.source === 'typed' ? { change: { deed: 'missing' } } : { fault: 'ofSource' };
  const points = pointsTyped(text);
  if (points === undefined) return { fault: 'noNumber' };
  if (!item.extraCredit && exact(points).gt(exact(item.maximum))) return { fault: 'above' };
  if (cell.points !== undefined && exact(points).equals(exact(cell.points))) return 'nothing';
  return item.source !== 'typed' || cell.overridden === true
    ? { override: points }
    : { change: { deed: 'set', points } };
}

function emptied(
  { source }: Pick<GradeItem, 'source'>,
  cell: Pick<MarkCell, 'state' | 'overridden'>,
): Typed {
  if (cell.overridden === true) return { change: { deed: 'clear-override' } };
  if (cell.state === 'excused') return { change: { deed: 'include' } };
  if (cell.state !== 'earned' && cell.state !== 'missing') return 'nothing';
  return source === 'typed' ? { change: { deed: 'clear' } } : { fault: 'ofSource' };
}
