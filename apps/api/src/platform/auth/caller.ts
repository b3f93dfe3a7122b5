import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';

import type { Locale, Role } from '@holdout/contracts';

/** Who is signed in. */
export interface CallerIdentity {
  readonly accountId: string;
  readonly administrator: boolean;
  readonly mayCreateCourses: boolean;
  readonly locale: Locale | null;
  /** Names the session without giving it away. */
  readonly sessionHash: string;
}

/** The caller inside one course. Staff who view as a group carry the role student and that group. */
export interface CourseMember {
  readonly accountId: string;
  readonly courseId: string;
  readonly memberId: string;
  readonly role: Role;
  readonly group: { readonly id: string; readonly name: string } | null;
  readonly viewingAs: boolean;
}

/** Answers who holds a session. Kept by accounts. */
export abstract class Sessions {
  abstract callerOf(token: string): Promise<CallerIdentity | undefined>;
  /** Lets a session live until then; whether that is beyond its absolute end, so that its cookie must live longer too. */
  abstract keepUntil(token: string, until: Date): Promise<boolean>;
}

/** Answers what an account is in a course. Kept by courses. */
export abstract class CourseMembers {
  abstract find(
    accountId: string,
    courseId: string,
    viewAsGroup: string | undefined,
  ): Promise<CourseMember | undefined>;
}

declare module 'fastify' {
  interface FastifyRequest {
    /** Set by the session hook; null without a session. */
    caller: CallerIdentity | null;
    /** Set by the policy guard on routes inside a course. */
    member: CourseMember | null;
  }
}

const requestOf = (context: ExecutionContext) =>
  context.switchToHttp().getRequest<FastifyRequest>();

export const Caller = createParamDecorator(
  (_: unknown, context: ExecutionContext) => requestOf(context).caller,
);
/** The caller as a member of the course in the path. */
export const Me = createParamDecorator(
  (_: unknown, context: ExecutionContext) => requestOf(context).member,
);

export const isStaff = ({ role }: Pick<CourseMember, 'role'>): boolean => role !== 'student';
