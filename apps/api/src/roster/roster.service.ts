import { Injectable } from '@nestjs/common';

import type { ResponseOf, memberRoutes } from '@holdout/contracts';

import { Accounts } from '../accounts';
import { Courses } from '../courses';
import { Groups } from '../groups';
import { Audit } from '../platform/audit/audit';
import type { CourseMember } from '../platform/auth/caller';
import { Clock } from '../platform/clock';
import { Database } from '../platform/database/database';
import { DomainError, notFound } from '../platform/domain-error';
import { readCsvFile } from '../platform/http/csv-file';
import { Ids } from '../platform/ids';
import { type Change, type Counts, type ImportRow, RosterRepository } from './roster.repository';
import { type Person, type Plan, type Wanted, planRoster, readHeader } from './roster.rules';

type Report = ResponseOf<typeof memberRoutes.importRoster>;

@Injectable()
export class RosterService {
  constructor(
    private readonly imports: RosterRepository,
    private readonly accounts: Accounts,
    private readonly courses: Courses,
    private readonly groups: Groups,
    private readonly database: Database,
    private readonly audit: Audit,
    private readonly clock: Clock,
    private readonly ids: Ids,
  ) {}

  of(courseId: string): Promise<ImportRow[]> {
    return this.imports.of(courseId);
  }

  /** One plan for the preview and for the deed; the deed is one transaction. */
  import(me: CourseMember, filename: string, bytes: Buffer, apply: boolean): Promise<Report> {
    return this.database.transaction(async () => {
      const file = readCsvFile(bytes, 'roster-rejected');
      const { places, missing } = readHeader(file.header);
      if (missing.length > 0)
        throw new DomainError(
          'roster-rejected',
          'The first line must name the columns; nothing was changed.',
          { expected: 'email,given_name,family_name,role,group,external_id,locale' },
          missing.map((column) => ({ code: 'missing-column', column, row: 1 })),
        );
      if (apply) await this.database.lock(`roster:${me.courseId}`);
      const emails = file.lines.map(({ cells }) =>
        (cells[places.get('email') ?? -1] ?? '').trim().toLowerCase(),
      );
      const groupNames = (await this.groups.activeIn(me.courseId)).map(({ name }) => name);
      const plan = planRoster(
        file.lines,
        places,
        await this.known(me.courseId, emails),
        groupNames,
      );
      const counts = countsOf(plan);
      const importId = apply ? await this.apply(me, filename, plan, counts) : null;
      return {
        importId,
        encoding: file.encoding,
        delimiter: file.delimiter,
        rows: plan.rows,
        counts,
        newGroups: plan.newGroups,
      };
    });
  }

  undo(me: CourseMember, importId: string): Promise<ImportRow> {
    return this.database.transaction(async () => {
      const row = await this.imports.lockedFind(me.courseId, importId);
      if (!row) throw notFound();
      if (row.undoneAt)
        throw new DomainError('import-not-undoable', 'This import was undone already.');
      const now = new Map(
        (await this.courses.membersOf(me.courseId)).map((member) => [member.id, member]),
      );
      const touched = row.changes.filter(({ memberId, after }) => {
        const member = now.get(memberId);
        return (
          member?.role !== after.role ||
          member.externalId !== after.externalId ||
          member.groupName !== after.group
        );
      });
      if (touched.length > 0)
        throw new DomainError(
          'import-not-undoable',
          'People of this import were changed since; undoing it would lose that.',
          { changed: touched.length },
        );
      for (const change of row.changes) await this.takeBack(me, change);
      await this.assertAnInstructor(me);
      await this.groups.removeEmpty(me, row.newGroups);
      const at = this.clock.now();
      await this.imports.setUndone(importId, at);
      await this.record(me, 'roster.undone', importId, row.counts);
      return { ...row, undoneAt: at };
    });
  }

  private async known(courseId: string, emails: readonly string[]): Promise<Map<string, Person>> {
    const members = await this.courses.membersOf(courseId);
    const people = new Map<string, Person>();
    for (const [email, { id, givenName, familyName }] of await this.accounts.findByEmails(emails))
      people.set(email, {
        memberId: null,
        accountId: id,
        givenName,
        familyName,
        role: null,
        externalId: null,
        group: null,
      });
    for (const {
      email,
      id,
      accountId,
      givenName,
      familyName,
      role,
      externalId,
      groupName,
    } of members)
      people.set(email.toLowerCase(), {
        memberId: id,
        accountId,
        givenName,
        familyName,
        role,
        externalId,
        group: groupName,
      });
    return people;
  }

  private async apply(
    me: CourseMember,
    filename: string,
    plan: Plan,
    counts: Counts,
  ): Promise<string> {
    const changes: Change[] = [];
    for (const want of plan.wanted) changes.push(...(await this.applyRow(me, want)));
    const byGroup = Map.groupBy(
      plan.wanted.flatMap((want) => (want.group === null ? [] : [want])),
      ({ group }) => group,
    );
    const memberOf = new Map(plan.wanted.map((want, i) => [want, changes[i]?.memberId]));
    for (const [name, people] of byGroup) {
      const moving = people
        .filter(({ known }) => known?.group !== name)
        .flatMap((want) => memberOf.get(want) ?? []);
      if (moving.length > 0 && name !== null) await this.groups.placeByName(me, name, moving);
    }
    await this.assertAnInstructor(me);
    const id = this.ids.next();
    const real = changes.filter(
      ({ added, before, after }) => added || JSON.stringify(before) !== JSON.stringify(after),
    );
    await this.imports.insert({
      id,
      courseId: me.courseId,
      accountId: me.accountId,
      filename,
      counts,
      changes: real,
      newGroups: plan.newGroups,
      createdAt: this.clock.now(),
    });
    await this.record(me, 'roster.imported', id, counts);
    return id;
  }

  /** Exactly one change per row, so that rows and changes stay in step. */
  private async applyRow(
    me: CourseMember,
    { known, role, externalId, group, email, givenName, familyName, locale }: Wanted,
  ): Promise<[Change]> {
    if (known?.memberId && known.role) {
      const before = { role: known.role, externalId: known.externalId, group: known.group };
      const after = {
        role,
        externalId: externalId ?? known.externalId,
        group: role === 'student' ? (group ?? known.group) : null,
      };
      await this.imports.setMember(known.memberId, after.role, after.externalId);
      if (after.group === null && before.group !== null)
        await this.groups.takeOut([known.memberId]);
      return [{ memberId: known.memberId, added: false, before, after }];
    }
    const accountId =
      known?.accountId ??
      (await this.accounts.create({ email, givenName, familyName, locale }, me.accountId));
    const memberId = await this.courses.enrol(me.courseId, accountId, role, externalId);
    await this.imports.setMember(memberId, role, externalId);
    if (!known?.accountId) await this.accounts.invite(accountId, me.accountId, true);
    return [{ memberId, added: true, before: null, after: { role, externalId, group } }];
  }

  private async takeBack(
    me: CourseMember,
    { memberId, added, before, after }: Change,
  ): Promise<void> {
    if (added || !before) {
      await this.imports.removeMember(memberId, this.clock.now());
      return;
    }
    await this.imports.setMember(memberId, before.role, before.externalId);
    if (before.group === after.group) return;
    if (before.group === null) await this.groups.takeOut([memberId]);
    else await this.groups.placeByName(me, before.group, [memberId]);
  }

  private async assertAnInstructor({ courseId }: CourseMember): Promise<void> {
    await this.database.lock(`instructors:${courseId}`); // the same as who demotes one waits for
    if (!(await this.courses.membersOf(courseId)).some(({ role }) => role === 'instructor'))
      throw new DomainError(
        'last-instructor',
        'This would leave the course without an instructor; nothing was changed.',
      );
  }

  private record(me: CourseMember, deed: string, importId: string, counts: Counts): Promise<void> {
    return this.audit.record({
      courseId: me.courseId,
      accountId: me.accountId,
      deed,
      thing: 'roster',
      thingId: importId,
      new: counts,
    });
  }
}

function countsOf({ rows }: Plan): Counts {
  const counts = { add: 0, change: 0, unchanged: 0, rejected: 0 };
  for (const { verdict } of rows) counts[verdict] += 1;
  return counts;
}
