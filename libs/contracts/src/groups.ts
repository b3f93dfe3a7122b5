import * as z from 'zod';

import { route } from './route';
import { Done, Id, Instant, inCourse } from './values';

const GroupName = z.string().trim().min(1).max(80);
const Person = z.object({ memberId: Id, name: z.string() }).meta({ id: 'Person' });

export const Group = z
  .object({
    id: Id,
    name: z.string(),
    members: z.array(Person),
    /** Only for the staff and the group's own members. */
    joinCode: z.string().nullable(),
    createdAt: Instant,
  })
  .meta({ id: 'Group' });
export type Group = z.infer<typeof Group>;

/** What a random draw or a copy would make; nothing is stored before it is applied. */
const ProposedGroups = z
  .object({
    seed: z.string().nullable(),
    groups: z.array(z.object({ name: z.string(), members: z.array(Person) })),
    /** Of the other course's groups, who is not in this course. */
    missing: z.array(z.object({ name: z.string(), group: z.string() })),
    /** In this course, in none of the groups. */
    newcomers: z.array(Person),
    /** In two of the groups. */
    inTwo: z.array(z.object({ memberId: Id, name: z.string(), groups: z.array(z.string()) })),
    applied: z.boolean(),
  })
  .meta({ id: 'ProposedGroups' });
export type ProposedGroups = z.infer<typeof ProposedGroups>;

const Membership = z
  .object({
    memberId: Id,
    name: z.string(),
    groupId: Id,
    group: z.string(),
    since: Instant,
    until: Instant.nullable(),
  })
  .meta({ id: 'Membership' });

const ofGroup = inCourse.extend({ groupId: Id });

export const groupRoutes = {
  list: route({
    method: 'GET',
    path: '/courses/:courseId/groups',
    summary: 'The groups of a course and who is in none; `at` asks for a past instant',
    params: inCourse,
    query: z.object({ at: Instant.optional() }),
    response: z
      .object({ items: z.array(Group), withoutGroup: z.array(Person), open: z.boolean() })
      .meta({ id: 'GroupList' }),
  }),
  create: route({
    method: 'POST',
    path: '/courses/:courseId/groups',
    summary: 'Make a group: by staff, or by a student who joins it (groups open)',
    params: inCourse,
    body: z
      .object({ name: GroupName, memberIds: z.array(Id).max(50).default([]) })
      .meta({ id: 'CreateGroup' }),
    response: Group,
  }),
  update: route({
    method: 'PATCH',
    path: '/courses/:courseId/groups/:groupId',
    summary: 'Rename a group; set who is in it (staff)',
    params: ofGroup,
    body: z
      .object({ name: GroupName.optional(), memberIds: z.array(Id).max(50).optional() })
      .meta({ id: 'UpdateGroup' }),
    response: Group,
  }),
  remove: route({
    method: 'DELETE',
    path: '/courses/:courseId/groups/:groupId',
    summary: 'Remove a group without submissions',
    params: ofGroup,
    response: Done,
  }),
  restore: route({
    method: 'POST',
    path: '/courses/:courseId/groups/:groupId/restore',
    summary: 'Undo a removal; whoever left with it and is in no group comes back',
    params: ofGroup,
    response: Group,
  }),
  join: route({
    method: 'POST',
    path: '/courses/:courseId/groups/join',
    summary: 'Join a group by its code',
    params: inCourse,
    body: z.object({ code: z.string().trim().min(4).max(20) }).meta({ id: 'JoinGroup' }),
    response: Group,
  }),
  leave: route({
    method: 'POST',
    path: '/courses/:courseId/groups/leave',
    summary: 'Leave my group (groups open)',
    params: inCourse,
    response: Done,
  }),
  renewCode: route({
    method: 'POST',
    path: '/courses/:courseId/groups/:groupId/join-code',
    summary: 'Make a new join code; the old one stops working',
    params: ofGroup,
    response: Group,
  }),
  random: route({
    method: 'POST',
    path: '/courses/:courseId/groups/random',
    summary:
      'Groups at random of the students who are in none, by a shown seed; preview unless `apply`',
    params: inCourse,
    body: z
      .object({
        size: z.int().min(1).max(50),
        seed: z.string().min(1).max(64).optional(),
        apply: z.boolean().default(false),
      })
      .meta({ id: 'RandomGroups' }),
    response: ProposedGroups,
  }),
  copy: route({
    method: 'POST',
    path: '/courses/:courseId/groups/copy',
    summary: 'The same groups as another course of mine, matched by person; preview unless `apply`',
    params: inCourse,
    body: z
      .object({
        fromCourseId: Id,
        open: z.boolean().default(false),
        apply: z.boolean().default(false),
      })
      .meta({ id: 'CopyGroups' }),
    response: ProposedGroups,
  }),
  history: route({
    method: 'GET',
    path: '/courses/:courseId/memberships',
    summary: 'Who was in which group, and when',
    params: inCourse,
    query: z.object({ memberId: Id.optional(), groupId: Id.optional() }),
    response: z.object({ items: z.array(Membership) }).meta({ id: 'MembershipList' }),
  }),
};
