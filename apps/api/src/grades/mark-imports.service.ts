import { Injectable } from '@nestjs/common';
import * as z from 'zod';

import type { MarksReport } from '@holdout/contracts';

import { Audit } from '../platform/audit/audit';
import type { CourseMember } from '../platform/auth/caller';
import { Clock } from '../platform/clock';
import { Database } from '../platform/database/database';
import { DomainError, notFound } from '../platform/domain-error';
import { readCsvFile } from '../platform/http/csv-file';
import { Ids } from '../platform/ids';
import { Books } from './books.service';
import {
  type MarkChange,
  MarkImportsRepository,
  type MarkImportRow,
} from './mark-imports.repository';
import { type Mapping, readColumns } from './marks-columns.rules';
import { type MarksPlan, planMarks } from './marks-file.rules';
import { MarksService } from './marks.service';

const ROWS = 5000;
const Asked = z.record(z.string(), z.string());

/** Marks by CSV: one plan for the preview and for the deed, which is one transaction and can be taken back. */
@Injectable()
export class MarkImportsService {
  constructor(
    private readonly imports: MarkImportsRepository,
    private readonly marks: MarksService,
    private readonly books: Books,
    private readonly database: Database,
    private readonly audit: Audit,
    private readonly clock: Clock,
    private readonly ids: Ids,
  ) {}

  of(courseId: string): Promise<MarkImportRow[]> {
    return this.imports.of(courseId);
  }

  import(
    me: CourseMember,
    filename: string,
    bytes: Buffer,
    { apply, mapping }: { apply: boolean; mapping: string },
  ): Promise<MarksReport> {
    return this.database.transaction(async () => {
      const file = readCsvFile(bytes, 'marks-file-rejected');
      if (file.lines.length > ROWS)
        throw new DomainError('too-large', 'The file has too many rows.', {}, [
          { code: 'too-many-rows', value: String(file.lines.length), expected: String(ROWS) },
        ]);
      if (apply) await this.marks.lock(me.courseId);
      const facts = await this.books.facts(me.courseId, 'staff');
      const { columns, faults } = readColumns(file.header, facts.items, mappingOf(mapping));
      if (faults.length > 0)
        throw new DomainError(
          'marks-file-rejected',
          'The columns cannot be told apart; nothing was changed.',
          { expected: 'email, …' },
          faults,
        );
      const plan = planMarks(file.lines, columns, facts);
      return {
        importId: apply ? await this.apply(me, filename, plan) : null,
        encoding: file.encoding,
        delimiter: file.delimiter,
        columns: columns.map(({ column, as, itemId }) => ({ column, as, itemId })),
        rows: plan.rows,
        counts: plan.counts,
      };
    });
  }

  undo(me: CourseMember, importId: string): Promise<MarkImportRow> {
    return this.database.transaction(async () => {
      await this.marks.lock(me.courseId);
      const row = await this.imports.lockedFind(me.courseId, importId);
      if (!row) throw notFound();
      if (row.undoneAt)
        throw new DomainError('import-not-undoable', 'This import was undone already.');
      const since: MarkChange[] = [];
      for (const change of row.changes) {
        const { version } = await this.marks.typed(change.itemId, change.subjectId);
        if (version !== change.after.version) since.push(change);
      }
      if (since.length > 0)
        throw new DomainError(
          'import-not-undoable',
          'Marks of this import were changed since; undoing it would lose that.',
          { changed: since.length },
        );
      for (const change of row.changes)
        await this.marks.put(me, change, 'mark.import-undone', change.after, {
          ...change.before,
          version: change.after.version + 1,
        });
      const at = this.clock.now();
      await this.imports.setUndone(importId, at);
      await this.record(me, 'marks.import-undone', importId, row.counts);
      return { ...row, undoneAt: at };
    });
  }

  private async apply(me: CourseMember, filename: string, plan: MarksPlan): Promise<string> {
    for (const mark of plan.wanted)
      await this.marks.put(me, mark, 'mark.imported', mark.before, mark.after);
    const id = this.ids.next();
    await this.imports.insert({
      id,
      courseId: me.courseId,
      accountId: me.accountId,
      filename,
      counts: plan.counts,
      changes: plan.wanted,
      createdAt: this.clock.now(),
    });
    await this.record(me, 'marks.imported', id, plan.counts);
    return id;
  }

  private record(
    { courseId, accountId }: CourseMember,
    deed: string,
    thingId: string,
    counts: MarksReport['counts'],
  ): Promise<void> {
    return this.audit.record({
      courseId,
      accountId,
      deed,
      thing: 'mark-import',
      thingId,
      new: counts,
    });
  }
}

function mappingOf(text: string): Mapping {
  try {
    return Asked.parse(JSON.parse(text));
  } catch {
    throw new DomainError('invalid-request', 'The mapping of the columns is not JSON.', {}, [
      { code: 'bad-mapping', column: 'mapping' },
    ]);
  }
}
