import type { DueState } from '@holdout/contracts';

/** How far a student is with what is due. */
export function dueState(
  thing: { readonly opensAt: Date | null; readonly dueAt: Date | null },
  done: boolean,
  inProgress: boolean,
  now: Date,
): DueState {
  if (inProgress) return 'in-progress';
  if (done) return 'done';
  if (thing.dueAt !== null && now >= thing.dueAt) return 'overdue';
  return thing.opensAt !== null && now < thing.opensAt ? 'later' : 'open';
}
