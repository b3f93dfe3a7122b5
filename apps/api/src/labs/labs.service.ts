import { Injectable } from '@nestjs/common';

import {
  type BodyOf,
  type Lab,
  type LabLanguage,
  type LabRole,
  labRoutes,
} from '@holdout/contracts';

import { Audit } from '../platform/audit/audit';
import { type CourseMember, isStaff } from '../platform/auth/caller';
import { Clock } from '../platform/clock';
import { Database } from '../platform/database/database';
import { DomainError, notFound } from '../platform/domain-error';
import { Ids } from '../platform/ids';
import type { StoredBlob } from '../platform/storage/blobs';
import { toLab } from './lab.mapper';
import { mayHave } from './lab.rules';
import { type LabFileRow, type LabRow, LabsRepository } from './labs.repository';

/** A lab and the files of it that the reader may have: no door leads past it. */
interface Opened {
  readonly lab: LabRow;
  readonly files: readonly LabFileRow[];
}

@Injectable()
export class LabsService {
  constructor(
    private readonly labs: LabsRepository,
    private readonly database: Database,
    private readonly audit: Audit,
    private readonly clock: Clock,
    private readonly ids: Ids,
  ) {}

  async list(me: CourseMember): Promise<Lab[]> {
    return this.answer(me, await this.labs.of(me.courseId));
  }

  async open(me: CourseMember, labId: string): Promise<Opened> {
    const lab = await this.there(me.courseId, labId, false);
    const files = await this.labs.filesOf([labId]);
    return { lab, files: this.allowed(me, lab, files) };
  }

  async openFile(me: CourseMember, labId: string, fileId: string): Promise<LabFileRow> {
    const { files } = await this.open(me, labId);
    const file = files.find(({ id }) => id === fileId);
    if (!file) throw notFound();
    return file;
  }

  create(me: CourseMember, given: BodyOf<typeof labRoutes.create>): Promise<Lab> {
    return this.database.transaction(async () => {
      await this.labs.lockCourse(me.courseId);
      await this.assertFree(me.courseId, given.number);
      await this.assertModule(me.courseId, given.moduleId);
      const lab: LabRow = {
        id: this.ids.next(),
        courseId: me.courseId,
        moduleId: given.moduleId,
        number: given.number,
        title: given.title,
        solvedAt: given.solvedAt === null ? null : new Date(given.solvedAt),
        removedAt: null,
      };
      await this.labs.insert(lab, null, this.clock.now());
      await this.record(me, lab.id, 'lab.created', null, given);
      return this.one(me, lab);
    });
  }

  update(me: CourseMember, labId: string, change: BodyOf<typeof labRoutes.update>): Promise<Lab> {
    return this.database.transaction(async () => {
      const before = await this.there(me.courseId, labId, true);
      await this.assertModule(me.courseId, change.moduleId ?? null);
      const after: LabRow = {
        ...before,
        title: change.title ?? before.title,
        moduleId: change.moduleId === undefined ? before.moduleId : change.moduleId,
        solvedAt: changedInstant(change.solvedAt, before.solvedAt),
      };
      await this.labs.update(after);
      await this.record(me, labId, 'lab.changed', before, change);
      return this.one(me, after);
    });
  }

  setRemoved(me: CourseMember, labId: string, removed: boolean): Promise<void> {
    return this.database.transaction(async () => {
      await this.labs.lockCourse(me.courseId);
      const before = await this.labs.find(me.courseId, labId, true);
      if (!before || (before.removedAt !== null) === removed) throw notFound();
      if (!removed) await this.assertFree(me.courseId, before.number);
      await this.labs.update({ ...before, removedAt: removed ? this.clock.now() : null });
      await this.record(me, labId, removed ? 'lab.removed' : 'lab.restored', null, null);
    });
  }

  addFile(
    me: CourseMember,
    labId: string,
    given: {
      readonly name: string;
      readonly role: LabRole;
      readonly language: LabLanguage | null;
      readonly blob: StoredBlob;
    },
  ): Promise<Lab> {
    return this.database.transaction(async () => {
      const lab = await this.there(me.courseId, labId, true);
      const { name, role, language, blob } = given;
      const id = this.ids.next();
      await this.labs.putFile(
        { id, labId, name, role, language, blob: blob.sha256, bytes: blob.bytes, removedAt: null },
        null,
        this.clock.now(),
      );
      await this.record(me, labId, 'lab.file-added', null, { id, name, role });
      return this.one(me, lab);
    });
  }

  setFileRemoved(me: CourseMember, labId: string, fileId: string, removed: boolean): Promise<void> {
    return this.database.transaction(async () => {
      await this.there(me.courseId, labId, true);
      const file = await this.labs.file(labId, fileId);
      if (!file || (file.removedAt !== null) === removed) throw notFound();
      if (!removed && (await this.labs.hasFileNamed(file)))
        throw new DomainError('conflict', 'Another file of that name has come into its place.');
      await this.labs.setFileRemoved(fileId, removed ? this.clock.now() : null);
      const { name, role } = file;
      const deed = removed ? 'lab.file-removed' : 'lab.file-restored';
      await this.record(me, labId, deed, null, { id: fileId, name, role });
    });
  }

  setDone(me: CourseMember, labId: string, done: boolean): Promise<Lab> {
    return this.database.transaction(async () => {
      const lab = await this.there(me.courseId, labId, false);
      await this.labs.setDone(labId, me.memberId, done ? this.clock.now() : null);
      return this.one(me, lab);
    });
  }

  private async there(courseId: string, labId: string, lock: boolean): Promise<LabRow> {
    const lab = await this.labs.find(courseId, labId, lock);
    if (lab?.removedAt !== null) throw notFound();
    return lab;
  }

  private async one(me: CourseMember, lab: LabRow): Promise<Lab> {
    const [answer] = await this.answer(me, [lab]);
    if (!answer) throw notFound();
    return answer;
  }

  private async answer(me: CourseMember, labs: readonly LabRow[]): Promise<Lab[]> {
    const ids = labs.map(({ id }) => id);
    const files = Map.groupBy(await this.labs.filesOf(ids), ({ labId }) => labId);
    const done = await this.labs.doneBy(me.memberId, ids);
    const now = this.clock.now();
    return labs.map((lab) =>
      toLab(lab, this.allowed(me, lab, files.get(lab.id) ?? []), {
        staff: isStaff(me),
        done: done.has(lab.id),
        now,
      }),
    );
  }

  private allowed(me: CourseMember, lab: LabRow, files: readonly LabFileRow[]): LabFileRow[] {
    const now = this.clock.now();
    return files.filter((file) => mayHave({ staff: isStaff(me) }, lab, file, now));
  }

  private async assertFree(courseId: string, number: number): Promise<void> {
    if ((await this.labs.of(courseId)).some((lab) => lab.number === number))
      throw new DomainError('conflict', 'Another lab of the course has this number.');
  }

  private async assertModule(courseId: string, moduleId: string | null): Promise<void> {
    if (moduleId !== null && !(await this.labs.isModule(courseId, moduleId)))
      throw new DomainError('invalid-request', 'The course has no such module.');
  }

  private record(
    { courseId, accountId }: CourseMember,
    labId: string,
    deed: string,
    old: unknown,
    now: unknown,
  ): Promise<void> {
    return this.audit.record({
      courseId,
      accountId,
      deed,
      thing: 'lab',
      thingId: labId,
      old,
      new: now,
    });
  }
}

function changedInstant(given: string | null | undefined, before: Date | null): Date | null {
  if (given === undefined) return before;
  return given === null ? null : new Date(given);
}
