import { Readable } from 'node:stream';

import { Injectable } from '@nestjs/common';

import { type ResponseOf, labRoutes } from '@holdout/contracts';

import { Audit } from '../platform/audit/audit';
import type { CourseMember } from '../platform/auth/caller';
import { Clock } from '../platform/clock';
import { Database } from '../platform/database/database';
import { DomainError, notFound } from '../platform/domain-error';
import { Ids } from '../platform/ids';
import { readArchive } from '../platform/storage/archive';
import { Blobs, type StoredBlob } from '../platform/storage/blobs';
import { type LabPlan, type PlannedLab, isLabFile, planLabs } from './lab-names.rules';
import { FILE_LIMIT_BYTES } from './limits';
import { type LabRow, LabsRepository } from './labs.repository';

type Report = ResponseOf<typeof labRoutes.import>;

/** Labs from a zip in the usual layout. */
@Injectable()
export class ImportsService {
  constructor(
    private readonly labs: LabsRepository,
    private readonly blobs: Blobs,
    private readonly database: Database,
    private readonly audit: Audit,
    private readonly clock: Clock,
    private readonly ids: Ids,
  ) {}

  async read(
    me: CourseMember,
    zip: Buffer,
    { filename, apply }: { readonly filename: string; readonly apply: boolean },
  ): Promise<Report> {
    const archive = await readArchive(zip, isLabFile);
    if (!archive.ok) throw refused([{ code: archive.fault }]);
    const plan = planLabs([...archive.files.keys()]);
    if (!apply) return this.report(me.courseId, plan, null);
    if (plan.labs.length === 0) throw refused([{ code: 'labs-none' }]);
    // Files are on disk before a row names them.
    const stored = new Map<string, StoredBlob>();
    for (const { path } of plan.labs.flatMap(({ files }) => files))
      if (!stored.has(path)) {
        const bytes = archive.files.get(path) ?? Buffer.alloc(0);
        stored.set(path, await this.blobs.put(Readable.from([bytes]), FILE_LIMIT_BYTES));
      }
    return this.database.transaction(async () => {
      await this.labs.lockCourse(me.courseId);
      const importId = this.ids.next();
      const now = this.clock.now();
      await this.labs.insertImport(importId, me.courseId, filename, now);
      const report = await this.report(me.courseId, plan, importId);
      const there = await this.labs.of(me.courseId);
      for (const planned of plan.labs)
        await this.take(me.courseId, planned, there, stored, importId);
      await this.record(me, importId, 'labs.imported', {
        filename,
        labs: plan.labs.map(({ number }) => number),
      });
      return report;
    });
  }

  undo(me: CourseMember, importId: string): Promise<void> {
    return this.database.transaction(async () => {
      await this.labs.lockCourse(me.courseId);
      if (!(await this.labs.undoImport(me.courseId, importId, this.clock.now()))) throw notFound();
      await this.record(me, importId, 'labs.import-undone', null);
    });
  }

  private async take(
    courseId: string,
    planned: PlannedLab,
    there: readonly LabRow[],
    stored: ReadonlyMap<string, StoredBlob>,
    importId: string,
  ): Promise<void> {
    const now = this.clock.now();
    let labId = there.find(({ number }) => number === planned.number)?.id;
    if (labId === undefined) {
      labId = this.ids.next();
      const lab = {
        id: labId,
        courseId,
        moduleId: await this.labs.moduleByNumber(courseId, planned.number),
        number: planned.number,
        title: titleOf(planned),
        // What an archive brings is never let out by it.
        solvedAt: null,
        removedAt: null,
      };
      await this.labs.insert(lab, importId, now);
    }
    for (const { path, name, role, language } of planned.files) {
      const blob = stored.get(path);
      if (!blob) continue;
      const id = this.ids.next();
      const { sha256, bytes } = blob;
      await this.labs.putFile(
        { id, labId, role, language, name: nameOf(name), blob: sha256, bytes, removedAt: null },
        importId,
        now,
      );
    }
  }

  private async report(courseId: string, plan: LabPlan, importId: string | null): Promise<Report> {
    const labs = await this.labs.of(courseId);
    const files = await this.labs.filesOf(labs.map(({ id }) => id));
    return {
      importId,
      labs: plan.labs.map((planned) => {
        const lab = labs.find(({ number }) => number === planned.number);
        const taken = new Set(
          files.filter(({ labId }) => labId === lab?.id).map(({ role, name }) => `${role}/${name}`),
        );
        return {
          number: planned.number,
          title: lab?.title ?? titleOf(planned),
          isNew: lab === undefined,
          files: planned.files.map(({ path, name, role, language }) => ({
            path,
            name: nameOf(name),
            role,
            language,
            replaces: taken.has(`${role}/${nameOf(name)}`),
          })),
          missing: [...planned.missing],
        };
      }),
      notTaken: [...plan.notTaken],
    };
  }

  private record(
    { courseId, accountId }: CourseMember,
    importId: string,
    deed: string,
    now: unknown,
  ): Promise<void> {
    return this.audit.record({
      courseId,
      accountId,
      deed,
      thing: 'lab-import',
      thingId: importId,
      old: null,
      new: now,
    });
  }
}

const titleOf = ({ title, number }: PlannedLab): string => title || `Lab ${String(number)}`;

/** As an upload's name: without what a header or a terminal would trip over. */
const nameOf = (name: string): string =>
  name
    .normalize('NFC')
    .replaceAll(/[\p{Cc}"]/gu, '_')
    .slice(0, 200);

function refused(faults: { code: string }[]): DomainError {
  return new DomainError('invalid-request', 'This archive cannot be taken.', {}, faults);
}
