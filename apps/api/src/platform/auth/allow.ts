import { type CanActivate, type ExecutionContext, Injectable, SetMetadata } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import * as z from 'zod';

import { DomainError, notFound } from '../domain-error';
import { CourseMembers, type CourseMember } from './caller';

export const POLICY = Symbol('Policy');

/** Who may call. The last four speak of the course in the path. */
export type Policy =
  | 'anyone'
  | 'signed-in'
  | 'administrator'
  | 'course-maker'
  | 'member'
  | 'staff'
  | 'instructor'
  | 'student';

/** Decides from the caller and the path alone. A decision that needs data belongs in the service. */
export const Allow = (policy: Policy) => SetMetadata(POLICY, policy);

/** Staff look at the course as this group sees it; nothing can be done that way. */
export const VIEW_AS = 'x-holdout-view-as';
/** The same where a browser sends no headers of ours: downloads and streams. */
const VIEW_AS_QUERY = 'view-as';

const Uuid = z.uuid();
const isId = (text: string): boolean => Uuid.safeParse(text).success;

/** Denies by default: a handler without a policy is closed to everybody. */
@Injectable()
export class PolicyGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly members: CourseMembers,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const policy = this.reflector.get<Policy | undefined>(POLICY, context.getHandler());
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    if (policy === 'anyone') return true;
    if (!request.caller) throw new DomainError('unauthenticated', 'Sign in first.');
    switch (policy) {
      case undefined:
        throw notFound();
      case 'signed-in':
        return true;
      case 'administrator':
        if (!request.caller.administrator) throw notFound();
        return true;
      case 'course-maker':
        if (!request.caller.administrator && !request.caller.mayCreateCourses)
          throw new DomainError('forbidden', 'Ask the administrator to let you create courses.');
        return true;
      case 'member':
      case 'staff':
      case 'instructor':
      case 'student':
        request.member = await this.memberOf(request, request.caller.accountId);
        assertMay(policy, request.member, request.method);
        return true;
    }
  }

  private async memberOf(request: FastifyRequest, accountId: string): Promise<CourseMember> {
    const { courseId } = request.params as { courseId?: string };
    if (courseId === undefined || !isId(courseId)) throw notFound();
    const asked =
      request.headers[VIEW_AS] ?? (request.query as Record<string, unknown>)[VIEW_AS_QUERY];
    const viewAs = typeof asked === 'string' && isId(asked) ? asked : undefined;
    const member = await this.members.find(accountId, courseId, viewAs);
    if (!member) throw notFound();
    return member;
  }
}

const ROLES = {
  member: ['instructor', 'assistant', 'student'],
  staff: ['instructor', 'assistant'],
  instructor: ['instructor'],
  student: ['student'],
} as const satisfies Partial<Record<Policy, readonly string[]>>;

/** A page that is not for this role is not there; a deed that is not is forbidden. */
function assertMay(policy: keyof typeof ROLES, member: CourseMember, method: string): void {
  if (member.viewingAs && method !== 'GET')
    throw new DomainError('forbidden', 'While viewing as a group, nothing can be changed.');
  const roles: readonly string[] = ROLES[policy];
  if (roles.includes(member.role)) return;
  if (method === 'GET') throw notFound();
  throw new DomainError('forbidden', 'Your role in this course does not allow this.');
}
