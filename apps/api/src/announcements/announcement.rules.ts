import type { Complaint } from '@holdout/contracts';

/** A clock that is a little behind ours has not written in the past. */
const TOLERANCE_MS = 60_000;

/** What stands against announcing at that time to those groups, all at once. */
export function announcementFaults(
  asked: { readonly publishesAt: Date | null; readonly groupIds: readonly string[] | null },
  known: ReadonlySet<string>,
  now: Date,
): Complaint[] {
  const faults: Complaint[] = [];
  const at = asked.publishesAt;
  if (at !== null && at.getTime() < now.getTime() - TOLERANCE_MS)
    faults.push({ code: 'time-in-the-past', column: 'publishesAt' });
  for (const id of asked.groupIds ?? [])
    if (!known.has(id)) faults.push({ code: 'group-unknown', column: 'groupIds', value: id });
  return faults;
}

/** Whether a member reads it: staff all, a student what was told to their group or to all. */
export function reads(
  reader: { readonly staff: boolean; readonly groupId: string | null },
  announcement: { readonly toldAt: Date | null; readonly groupIds: readonly string[] | null },
): boolean {
  if (reader.staff) return true;
  if (announcement.toldAt === null) return false;
  return (
    announcement.groupIds === null ||
    (reader.groupId !== null && announcement.groupIds.includes(reader.groupId))
  );
}
