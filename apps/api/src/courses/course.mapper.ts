import type { Course, CourseSummary, Member, Module } from '@holdout/contracts';

import { type CourseMember, isStaff } from '../platform/auth/caller';
import type { CourseOfMine, CourseRow } from './courses.repository';
import type { MemberRow } from './members.repository';

const iso = (at: Date | null): string | null => at?.toISOString() ?? null;
const groupOf = (id: string | null, name: string | null) =>
  id === null || name === null ? null : { id, name };

export function toSummary(row: CourseOfMine): CourseSummary {
  const { groupId, groupName, archivedAt, ...rest } = row;
  return { ...rest, group: groupOf(groupId, groupName), archivedAt: iso(archivedAt) };
}

export function toCourse(
  row: CourseRow,
  modules: Module[],
  instructors: string[],
  me: CourseMember,
): Course {
  return {
    id: row.id,
    title: row.title,
    programme: row.programme,
    term: row.term,
    timeZone: row.timeZone,
    scale: row.scale,
    matrixOrientation: row.matrixOrientation,
    pseudonyms: row.pseudonymsAt !== null,
    groupsOpen: row.groupsOpenAt !== null,
    createdAt: row.createdAt.toISOString(),
    archivedAt: iso(row.archivedAt),
    modules,
    instructors,
    me: { memberId: me.memberId, role: me.role, group: me.group, viewingAs: me.viewingAs },
  };
}

/** Students see who is in the course, not how to reach them. */
export function toMember(row: MemberRow, reader: CourseMember): Member {
  const open = isStaff(reader) || row.id === reader.memberId;
  return {
    id: row.id,
    givenName: row.givenName,
    familyName: row.familyName,
    email: open ? row.email : null,
    externalId: open ? row.externalId : null,
    role: row.role,
    group: groupOf(row.groupId, row.groupName),
    joinedAt: row.joinedAt.toISOString(),
    lastSeenAt: isStaff(reader) ? iso(row.lastSeenAt) : null,
    invited: open && !row.hasPassword,
  };
}
