import { Injectable } from '@nestjs/common';

import type { AttendanceState, BodyOf, ResponseOf, attendanceRoutes } from '@holdout/contracts';

import { type CoursePerson, Courses } from '../courses';
import { Audit } from '../platform/audit/audit';
import type { CourseMember } from '../platform/auth/caller';
import { Clock } from '../platform/clock';
import { Database } from '../platform/database/database';
import { DomainError, notFound } from '../platform/domain-error';
import { readCsvFile } from '../platform/http/csv-file';
import { toCsv } from '../platform/http/csv';
import { Ids } from '../platform/ids';
import { type ActivityFacts, Schedule } from '../schedule';
import { columnsOf, judgeLines } from './attendance-file.rules';
import { AttendanceRepository, type AttendanceRow } from './attendance.repository';

type Entered = BodyOf<typeof attendanceRoutes.enter>['items'][number];

/** Somebody calls out a list, so an activity has one where people meet. */
const MEETINGS = new Set(['class', 'practice', 'lab', 'presentations']);
const CODE_LETTERS = 6;

@Injectable()
export class AttendanceService {
  constructor(
    private readonly rows: AttendanceRepository,
    private readonly schedule: Schedule,
    private readonly courses: Courses,
    private readonly database: Database,
    private readonly audit: Audit,
    private readonly clock: Clock,
    private readonly ids: Ids,
  ) {}

  async sheet(
    me: CourseMember,
    activityId: string,
  ): Promise<ResponseOf<typeof attendanceRoutes.sheet>> {
    const { id, title, type } = await this.meeting(me.courseId, activityId);
    const there = new Map((await this.rows.of(id)).map((row) => [row.memberId, row]));
    const code = await this.rows.codeOf(id, this.clock.now());
    return {
      activity: { id, title, type },
      lines: (await this.students(me.courseId)).map((person) => ({
        memberId: person.id,
        name: nameOf(person),
        email: person.email,
        group: person.groupName,
        state: there.get(person.id)?.state ?? null,
        how: there.get(person.id)?.how ?? null,
      })),
      code: code ? { code: code.code, closesAt: code.closesAt.toISOString() } : null,
    };
  }

  enter(me: CourseMember, activityId: string, items: readonly Entered[]): Promise<Entered[]> {
    return this.store(me, activityId, items, 'list');
  }

  async readFile(
    me: CourseMember,
    activityId: string,
    bytes: Buffer,
    apply: boolean,
  ): Promise<ResponseOf<typeof attendanceRoutes.importCsv>> {
    await this.meeting(me.courseId, activityId);
    const { header, lines } = readCsvFile(bytes, 'attendance-file-rejected');
    const columns = columnsOf(header);
    if ('faults' in columns)
      throw new DomainError(
        'attendance-file-rejected',
        'The file lacks a column; nothing was changed.',
        {},
        columns.faults,
      );
    return this.database.transaction(async () => {
      const there = new Map((await this.rows.of(activityId)).map((row) => [row.memberId, row]));
      const people = (await this.students(me.courseId)).map((person) => ({
        memberId: person.id,
        name: nameOf(person),
        email: person.email,
        before: there.get(person.id)?.state ?? null,
      }));
      const judged = judgeLines(
        lines.map(({ row, cells }) => ({
          row,
          email: cells[columns.email] ?? '',
          state: cells[columns.state] ?? '',
        })),
        people,
      );
      const items = judged.flatMap(({ memberId, state, verdict }) =>
        memberId !== null && (verdict === 'new' || verdict === 'changed')
          ? [{ memberId, state }]
          : [],
      );
      const before =
        apply && items.length > 0 ? await this.store(me, activityId, items, 'file') : [];
      return {
        rows: judged.map(({ row, email, name, before: was, state, verdict, faults }) => ({
          row,
          email,
          name,
          before: was,
          state,
          verdict,
          faults,
        })),
        before,
        applied: apply,
      };
    });
  }

  async csv(me: CourseMember): Promise<string> {
    const meetings = (await this.schedule.activitiesOf(me.courseId)).filter(({ type }) =>
      MEETINGS.has(type),
    );
    const { timeZone } = await this.courses.get(me.courseId);
    const states = new Map(
      (await this.rows.ofCourse(me.courseId)).map((row) => [
        `${row.activityId} ${row.memberId}`,
        row.state,
      ]),
    );
    const header = ['email', 'name', 'group', ...meetings.map((it) => columnOf(it, timeZone))];
    const lines = (await this.students(me.courseId)).map((person) => [
      person.email,
      nameOf(person),
      person.groupName,
      ...meetings.map(({ id }) => states.get(`${id} ${person.id}`) ?? null),
    ]);
    return toCsv([header, ...lines]);
  }

  openCode(me: CourseMember, activityId: string, minutes: number) {
    return this.database.transaction(async () => {
      await this.meeting(me.courseId, activityId);
      const now = this.clock.now();
      const closesAt = new Date(now.getTime() + minutes * 60_000);
      const code = this.ids.code(CODE_LETTERS);
      await this.rows.putCode(me.courseId, { activityId, code, closesAt }, now);
      await this.record(me, activityId, 'attendance-code.opened', { minutes });
      return { code, closesAt: closesAt.toISOString() };
    });
  }

  closeCode(me: CourseMember, activityId: string): Promise<void> {
    return this.database.transaction(async () => {
      await this.meeting(me.courseId, activityId);
      await this.rows.removeCode(activityId);
      await this.record(me, activityId, 'attendance-code.closed', null);
    });
  }

  /** Once per member; what staff said stands. */
  checkIn(me: CourseMember, typed: string): Promise<{ title: string; state: AttendanceState }> {
    return this.database.transaction(async () => {
      const now = this.clock.now();
      const open = await this.rows.openCode(me.courseId, typed.toUpperCase(), now);
      if (!open) throw new DomainError('attendance-code-unknown', 'No class shows this code now.');
      const { id: activityId, title } = await this.meeting(me.courseId, open.activityId);
      const row = { activityId, memberId: me.memberId, state: 'present', how: 'code' } as const;
      if (!(await this.rows.add(me.courseId, row, now)))
        throw new DomainError('attendance-entered', 'Their attendance is entered already.', {
          title,
        });
      return { title, state: row.state };
    });
  }

  mine(me: CourseMember): Promise<AttendanceRow[]> {
    return me.viewingAs ? Promise.resolve([]) : this.rows.ofMember(me.courseId, me.memberId);
  }

  private store(
    me: CourseMember,
    activityId: string,
    items: readonly Entered[],
    how: 'list' | 'file',
  ): Promise<Entered[]> {
    return this.database.transaction(async () => {
      await this.meeting(me.courseId, activityId);
      const known = new Set((await this.students(me.courseId)).map(({ id }) => id));
      const strangers = items.filter(({ memberId }) => !known.has(memberId));
      if (strangers.length > 0)
        throw new DomainError(
          'invalid-request',
          'Somebody of this list is no student of this course.',
          {},
          strangers.map(({ memberId }) => ({ code: 'member-unknown', value: memberId })),
        );
      const there = new Map((await this.rows.of(activityId)).map((row) => [row.memberId, row]));
      const now = this.clock.now();
      for (const { memberId, state } of items)
        if (state === null) await this.rows.remove(activityId, memberId);
        else await this.rows.put(me.courseId, { activityId, memberId, state, how }, now);
      const before = items.map(({ memberId }) => ({
        memberId,
        state: there.get(memberId)?.state ?? null,
      }));
      await this.record(me, activityId, 'attendance.entered', { how, items }, before);
      return before;
    });
  }

  private async meeting(courseId: string, activityId: string): Promise<ActivityFacts> {
    const activity = await this.schedule.activity(courseId, activityId);
    if (!MEETINGS.has(activity.type)) throw notFound();
    return activity;
  }

  private async students(courseId: string): Promise<CoursePerson[]> {
    const people = await this.courses.membersOf(courseId);
    return people.filter(({ role, removedAt }) => role === 'student' && removedAt === null);
  }

  private record(
    { courseId, accountId }: CourseMember,
    thingId: string,
    deed: string,
    after: unknown,
    before: unknown = null,
  ): Promise<void> {
    const thing = 'activity';
    return this.audit.record({
      courseId,
      accountId,
      deed,
      thing,
      thingId,
      old: before,
      new: after,
    });
  }
}

const nameOf = ({ givenName, familyName }: CoursePerson) => `${givenName} ${familyName}`;

function columnOf({ day, startsAt, title }: ActivityFacts, timeZone: string): string {
  const date = day ?? new Intl.DateTimeFormat('en-CA', { timeZone }).format(startsAt!);
  return `${date} ${title}`;
}
