import { Injectable } from '@nestjs/common';

import type { Answer } from '@holdout/contracts';

import { Database } from '../platform/database/database';
import type { Ruling } from './marking.rules';

interface RulingRow {
  readonly questionId: string;
  readonly kind: Ruling['kind'];
  readonly versionId: string | null;
  readonly answer: Answer | null;
}

@Injectable()
export class RulingsRepository {
  constructor(private readonly database: Database) {}

  /** By question, in the order in which they were made. */
  async of(quizId: string): Promise<Map<string, Ruling[]>> {
    const rows = await this.database.rows<RulingRow>(
      `SELECT question_id AS "questionId", kind, version_id AS "versionId", answer FROM quiz_rulings
        WHERE quiz_id = $1 AND lifted_at IS NULL ORDER BY created_at, id`,
      [quizId],
    );
    const byQuestion = Map.groupBy(rows, ({ questionId }) => questionId);
    return new Map(
      [...byQuestion].map(([questionId, rulings]) => [questionId, rulings.map(toRuling)]),
    );
  }

  async insert(row: {
    readonly id: string;
    readonly quizId: string;
    readonly questionId: string;
    readonly ruling: Ruling;
    readonly createdBy: string;
    readonly createdAt: Date;
  }): Promise<void> {
    const { ruling } = row;
    await this.database.manager.query(
      `INSERT INTO quiz_rulings (id, quiz_id, question_id, kind, version_id, answer, created_by, created_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [
        row.id,
        row.quizId,
        row.questionId,
        ruling.kind,
        ruling.kind === 'new-key' ? ruling.versionId : null,
        ruling.kind === 'accept' ? JSON.stringify(ruling.answer) : null,
        row.createdBy,
        row.createdAt,
      ],
    );
  }

  async lift(quizId: string, questionId: string, at: Date): Promise<void> {
    await this.database.manager.query(
      'UPDATE quiz_rulings SET lifted_at = $3 WHERE quiz_id = $1 AND question_id = $2 AND lifted_at IS NULL',
      [quizId, questionId, at],
    );
  }
}

function toRuling({ kind, versionId, answer }: RulingRow): Ruling {
  if (kind === 'new-key' && versionId !== null) return { kind, versionId };
  if (kind === 'accept' && answer !== null) return { kind, answer };
  return { kind: 'full' };
}
