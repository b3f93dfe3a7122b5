import { Injectable } from '@nestjs/common';

import type { GradingPolicy } from '@holdout/contracts';

import { Courses } from '../courses';
import { Groups } from '../groups';
import { Clock } from '../platform/clock';
import { notFound } from '../platform/domain-error';
import {
  type AdjustmentRow,
  GradesRepository,
  type ItemRow,
  type MarkRow,
} from './grades.repository';
import { type BookFacts, type BookItem, cellKey } from './line.rules';
import { PoliciesRepository, type PolicyRow } from './policies.repository';
import { proposalFor } from './policy.rules';
import { Sources } from './sources.service';
import type { TypedMark } from './typed.rules';

/** `draft`: what is being written; a number: a published version; undefined: what counts. */
export type AskedVersion = 'draft' | number | undefined;

export interface BookPolicy {
  /** null: nobody has published or written one. */
  readonly id: string | null;
  /** 0 for a draft or a proposal. */
  readonly version: number;
  readonly publishedAt: Date | null;
  readonly policy: GradingPolicy;
}

export interface Book {
  readonly policy: BookPolicy;
  readonly versions: readonly PolicyRow[];
  readonly facts: BookFacts;
  readonly adjustments: ReadonlyMap<string, AdjustmentRow>;
}

/** Gathers what grades are made of. */
@Injectable()
export class Books {
  constructor(
    private readonly grades: GradesRepository,
    private readonly policies: PoliciesRepository,
    private readonly sources: Sources,
    private readonly courses: Courses,
    private readonly groups: Groups,
    private readonly clock: Clock,
  ) {}

  async read(courseId: string, eyes: BookFacts['eyes'], asked?: AskedVersion): Promise<Book> {
    // One after the other: within a transaction they share its connection.
    const policies = await this.policies.of(courseId);
    const policy = await this.policyOf(courseId, policies, asked);
    const adjustments = await this.grades.adjustmentsOf(courseId);
    return {
      policy,
      versions: policies.filter(({ publishedAt }) => publishedAt !== null),
      facts: await this.gather(courseId, eyes, policy.policy),
      adjustments: new Map(adjustments.map((row) => [row.memberId, row])),
    };
  }

  /** By what counts. */
  async facts(courseId: string, eyes: BookFacts['eyes']): Promise<BookFacts> {
    const { policy } = await this.policyOf(courseId, await this.policies.of(courseId), undefined);
    return this.gather(courseId, eyes, policy);
  }

  private async gather(
    courseId: string,
    eyes: BookFacts['eyes'],
    policy: GradingPolicy,
  ): Promise<BookFacts> {
    const typed = await this.grades.itemsOf(courseId);
    const marks = await this.grades.marksOf(courseId);
    const members = await this.courses.membersOf(courseId);
    const groups = await this.groups.activeIn(courseId);
    const memberships = await this.groups.membershipsOf(courseId);
    const ofGroup = Map.groupBy(memberships, ({ groupId }) => groupId);
    const everyGroup = new Set([...groups.map(({ id }) => id), ...ofGroup.keys()]);
    const told = await this.sources.itemsOf(courseId, policy, [...everyGroup]);
    return {
      now: this.clock.now(),
      items: [...typed.map(toItem), ...told].sort(
        (a, b) => until(a) - until(b) || (a.id < b.id ? -1 : 1),
      ),
      groups: groups.map(({ id, name }) => ({ id, name })),
      students: members
        .filter(({ role }) => role === 'student')
        .map(({ id, givenName, familyName, email, externalId, groupId }) => ({
          memberId: id,
          givenName,
          familyName,
          email,
          externalId,
          groupId,
        })),
      ofMember: Map.groupBy(memberships, ({ memberId }) => memberId),
      ofGroup,
      typed: new Map(marks.map((row) => [cellKey(row.itemId, row.subjectId), toTyped(row)])),
      eyes,
    };
  }

  /** The draft, a version, or what counts; where there is none yet, a proposal. */
  private async policyOf(
    courseId: string,
    policies: readonly PolicyRow[],
    asked: AskedVersion,
  ): Promise<BookPolicy> {
    const found =
      asked === 'draft'
        ? policies[0]
        : policies.find(({ version }) => version !== null && (asked ?? version) === version);
    if (found)
      return {
        id: found.id,
        version: found.version ?? 0,
        publishedAt: found.publishedAt,
        policy: found.policy,
      };
    if (typeof asked === 'number') throw notFound();
    const { scale } = await this.courses.get(courseId);
    return { id: null, version: 0, publishedAt: null, policy: proposalFor(scale) };
  }
}

const until = ({ deadline }: BookItem): number => deadline?.getTime() ?? Number.MAX_SAFE_INTEGER;

export const toItem = (row: ItemRow): BookItem => ({
  id: row.id,
  kind: row.kind,
  title: row.title,
  maximum: row.maximum,
  by: row.by,
  source: 'typed',
  extraCredit: row.aboveMaximum === 'taken',
  published: row.publishedAt !== null,
  deadline: row.deadline,
  removedAt: row.removedAt,
  given: new Map(),
});

export const toTyped = (row: MarkRow): TypedMark => ({
  points: row.points,
  missing: row.missingAt !== null,
  handedInAt: row.handedInAt?.toISOString() ?? null,
  excused: row.excusedAt !== null,
  override:
    row.overridePoints === null || row.overrideReason === null
      ? null
      : { points: row.overridePoints, reason: row.overrideReason },
  comment: row.comment,
  version: row.version,
});
