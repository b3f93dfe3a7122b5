import { Injectable } from '@nestjs/common';

import { Audit, type AuditRow } from '../platform/audit/audit';
import type { CourseMember } from '../platform/auth/caller';
import { Clock } from '../platform/clock';
import { type CsvOptions, toCsv } from '../platform/http/csv';
import { toGradebook, toLine } from './book.mapper';
import { Books } from './books.service';
import { canvasRows, fullRows, moodleRows } from './export.rules';
import { Finals } from './finals.service';
import { MarkImportsRepository } from './mark-imports.repository';
import { typedOf } from './line.rules';
import { PoliciesRepository } from './policies.repository';

/** Whose changes are changes of grades: marks, keys, policies and extensions. */
const THINGS = [
  'mark',
  'mark-import',
  'grade-item',
  'grade-adjustment',
  'grading-policy',
  'final-grades',
  'quiz',
  'question',
  'attempt',
  'regrade',
  'extension',
  'challenge',
  'quiz-extension',
];
const PAGE = 1000;

export type Format = 'full' | 'canvas' | 'moodle';

/** The gradebook as files. Who took one is recorded: they hold personal data. */
@Injectable()
export class ExportsService {
  constructor(
    private readonly books: Books,
    private readonly finals: Finals,
    private readonly policies: PoliciesRepository,
    private readonly imports: MarkImportsRepository,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  async csv(me: CourseMember, format: Format, options: CsvOptions): Promise<string> {
    const read = await this.books.read(me.courseId, 'staff');
    const { facts, policy } = read;
    const book = toGradebook(read, undefined);
    const { scale } = policy.policy;
    await this.record(me, format);
    switch (format) {
      case 'full':
        return toCsv(
          fullRows(book, facts.students, scale.kind === 'numeric' ? scale.maximum : null),
          options,
        );
      case 'canvas':
        return toCsv(canvasRows(book, facts.students), options);
      case 'moodle':
        return toCsv(
          moodleRows(
            book,
            facts.students,
            (itemId, subjectId) => typedOf(facts, itemId, subjectId).comment,
          ),
          options,
        );
    }
  }

  async archive(me: CourseMember): Promise<string> {
    const book = await this.books.read(me.courseId, 'staff');
    const freeze = await this.finals.find(me.courseId);
    const { facts } = book;
    const name = new Map(
      facts.students.map(({ memberId, givenName, familyName }) => [
        memberId,
        `${givenName} ${familyName}`,
      ]),
    );
    await this.record(me, 'archive');
    return JSON.stringify({
      courseId: me.courseId,
      at: this.clock.now(),
      policies: await this.policies.of(me.courseId),
      gradebook: toGradebook(book, freeze),
      students: facts.students,
      memberships: [...facts.ofMember.values()].flat(),
      typed: Object.fromEntries(facts.typed),
      groups: facts.groups.map(({ id, name: group }) => toLine(book, { groupId: id }, group, null)),
      people: facts.students.map(({ memberId }) => ({
        memberId,
        ...toLine(book, { memberId }, name.get(memberId) ?? '', null),
      })),
      frozen: freeze ? await this.finals.frozen(freeze.id) : [],
      imports: await this.imports.of(me.courseId),
      history: await this.history(me.courseId),
    });
  }

  /** A page of the changes of grades, newest first, and whether there are more. */
  async changes(courseId: string, before: string | null, limit: number) {
    const rows = await this.audit.newestOfThings(courseId, THINGS, before, limit + 1);
    return { rows: rows.slice(0, limit), more: rows.length > limit };
  }

  async auditCsv(me: CourseMember, options: CsvOptions): Promise<string> {
    const rows = await this.history(me.courseId);
    await this.record(me, 'audit');
    return toCsv(
      [
        ['at', 'by', 'deed', 'thing', 'thing_id', 'old', 'new', 'why'],
        ...rows.map(({ at, by, deed, thing, thingId, old, new: after, why }) => [
          at.toISOString(),
          by,
          deed,
          thing,
          thingId,
          old === null ? null : JSON.stringify(old),
          after === null ? null : JSON.stringify(after),
          why,
        ]),
      ],
      options,
    );
  }

  private async history(courseId: string): Promise<AuditRow[]> {
    const all: AuditRow[] = [];
    for (;;) {
      const { rows, more } = await this.changes(courseId, all.at(-1)?.id ?? null, PAGE);
      all.push(...rows);
      if (!more) return all;
    }
  }

  private record({ courseId, accountId }: CourseMember, what: string): Promise<void> {
    return this.audit.record({
      courseId,
      accountId,
      deed: 'grades.exported',
      thing: 'grade-export',
      thingId: what,
    });
  }
}
