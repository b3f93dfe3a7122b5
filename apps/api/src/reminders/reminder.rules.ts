const HOUR_MS = 3_600_000;

/** Three days, one day and two hours before. */
export const USUAL_HOURS: readonly number[] = [72, 24, 2];

/**
 * Which of a course's reminders is due for a deadline: the nearest whose time has come; undefined before the first, and for
 * what is past. One that was missed is not made up for when a nearer one is due, and who was given something later than
 * its reminder's time is not reminded of what they have just heard.
 */
export function reminderDue(
  thing: { readonly since: Date; readonly dueAt: Date },
  hoursBefore: readonly number[],
  now: Date,
): number | undefined {
  const left = thing.dueAt.getTime() - now.getTime();
  if (left <= 0) return undefined;
  const nearest = hoursBefore.toSorted((a, b) => a - b).find((hours) => left <= hours * HOUR_MS);
  if (nearest === undefined) return undefined;
  return thing.dueAt.getTime() - nearest * HOUR_MS < thing.since.getTime() ? undefined : nearest;
}

/** A deadline that was moved is another one: who has more time is reminded anew. */
export function reminderSource(
  thing: { readonly kind: string; readonly id: string; readonly dueAt: Date },
  hours: number,
): string {
  return `reminder:${thing.kind}:${thing.id}:${hours}:${thing.dueAt.toISOString()}`;
}
