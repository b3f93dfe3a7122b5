import type { Question, QuestionBank, QuestionImport, QuestionSummary } from '@holdout/contracts';

import type { BankRow } from './banks.repository';
import type { ImportRow } from './imports.repository';
import type { QuestionRow, QuestionVersion, VersionLine } from './questions.repository';

export function toBank({
  id,
  name,
  description,
  questions,
  tags,
  createdAt,
  removedAt,
}: BankRow): QuestionBank {
  return {
    id,
    name,
    description,
    questions,
    tags,
    createdAt: createdAt.toISOString(),
    removedAt: removedAt?.toISOString() ?? null,
  };
}

export function toSummary(row: QuestionRow & { readonly points: number }): QuestionSummary {
  const { id, bankId, title, type, points, tags, version, changedAt, removedAt } = row;
  return {
    id,
    bankId,
    title,
    type,
    points,
    tags,
    version,
    changedAt: changedAt.toISOString(),
    removedAt: removedAt?.toISOString() ?? null,
  };
}

/** A question in the version that is shown. */
export interface ShownQuestion {
  readonly row: QuestionRow;
  readonly shown: QuestionVersion;
  readonly versions: readonly VersionLine[];
}

export function toQuestion({ row, shown, versions }: ShownQuestion): Question {
  const { content } = shown;
  return {
    ...toSummary({ ...row, points: content.points }),
    title: content.title,
    type: content.type,
    tags: content.tags,
    version: shown.number,
    versionId: shown.id,
    content,
    versions: versions.map(({ id, number, at, by }) => ({
      id,
      number,
      at: at.toISOString(),
      by,
    })),
  };
}

export function toImport(row: ImportRow): QuestionImport {
  const { id, format, filename, createdAt, by, items, takenAt, undoneAt } = row;
  const count = (verdict: string) => items.filter((item) => item.verdict === verdict).length;
  return {
    id,
    format,
    filename,
    at: createdAt.toISOString(),
    by,
    counts: {
      ready: count('ready'),
      warned: count('warned'),
      refused: count('refused'),
      taken: items.filter(({ questionId }) => questionId !== null).length,
    },
    takenAt: takenAt?.toISOString() ?? null,
    undoneAt: undoneAt?.toISOString() ?? null,
    items: [...items],
  };
}
