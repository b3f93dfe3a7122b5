import { Injectable } from '@nestjs/common';

import type { Phase } from '@holdout/contracts';

import { Database } from '../platform/database/database';
import type { Writing } from './board.rules';

interface Person {
  readonly memberId: string;
  readonly name: string;
}

export interface CardRow {
  readonly id: string;
  readonly phase: Phase;
  readonly place: number;
  readonly title: string;
  readonly text: string;
  readonly owner: Person | null;
  readonly dueOn: string | null;
  readonly checklist: { id: string; text: string; done: boolean }[];
  readonly version: number;
  readonly writtenBy: string;
  readonly createdBy: string;
  readonly finishedAt: Date | null;
  readonly submissionIds: readonly string[];
  readonly files: readonly {
    readonly id: string;
    readonly name: string;
    readonly bytes: number;
    readonly by: string;
    readonly at: string;
  }[];
  readonly comments: readonly {
    readonly id: string;
    readonly by: Person;
    readonly staff: boolean;
    readonly text: string;
    readonly at: string;
  }[];
}

const person = (member: string, account: string) =>
  `json_build_object('memberId', ${member}.id, 'name', ${account}.given_name || ' ' || ${account}.family_name)`;
const named = (column: string) =>
  `(SELECT a.given_name || ' ' || a.family_name FROM members m JOIN accounts a ON a.id = m.account_id WHERE m.id = ${column})`;

/** Instants inside of JSON as the wire has them. */
const instant = (column: string) =>
  `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

/** Names stay, whoever has left the group or the course. */
const CARD = `SELECT c.id, c.phase, c.place, c.title, c.text, c.due_on::text AS "dueOn", c.checklist, c.version,
    (SELECT ${person('m', 'a')} FROM members m JOIN accounts a ON a.id = m.account_id WHERE m.id = c.owner_id) AS owner,
    ${named('c.written_by')} AS "writtenBy", ${named('c.created_by')} AS "createdBy", c.finished_at AS "finishedAt",
    coalesce((SELECT json_agg(l.submission_id ORDER BY l.submission_id) FROM card_submissions l WHERE l.card_id = c.id), '[]')
      AS "submissionIds",
    coalesce((SELECT json_agg(json_build_object('id', f.id, 'name', f.filename, 'bytes', f.bytes, 'by', ${named('f.member_id')},
                                                'at', ${instant('f.added_at')}) ORDER BY f.added_at, f.id)
                FROM card_files f WHERE f.card_id = c.id AND f.removed_at IS NULL), '[]') AS files,
    coalesce((SELECT json_agg(json_build_object('id', k.id, 'text', k.text, 'at', ${instant('k.written_at')},
                                                'staff', m.role <> 'student', 'by', ${person('m', 'a')}) ORDER BY k.written_at, k.id)
                FROM card_comments k JOIN members m ON m.id = k.member_id JOIN accounts a ON a.id = m.account_id
               WHERE k.card_id = c.id AND k.removed_at IS NULL), '[]') AS comments
  FROM cards c`;

@Injectable()
export class BoardRepository {
  constructor(private readonly database: Database) {}

  of(groupId: string): Promise<CardRow[]> {
    return this.database.rows<CardRow>(`${CARD} WHERE c.group_id = $1 AND c.removed_at IS NULL`, [
      groupId,
    ]);
  }

  async find(groupId: string, id: string): Promise<CardRow | undefined> {
    const [row] = await this.database.rows<CardRow>(
      `${CARD} WHERE c.group_id = $1 AND c.id = $2 AND c.removed_at IS NULL`,
      [groupId, id],
    );
    return row;
  }

  /** One that was removed: its phase. */
  async removed(groupId: string, id: string): Promise<Phase | undefined> {
    const [row] = await this.database.rows<{ phase: Phase }>(
      'SELECT phase FROM cards WHERE group_id = $1 AND id = $2 AND removed_at IS NOT NULL',
      [groupId, id],
    );
    return row?.phase;
  }

  async insert(
    card: Writing & {
      id: string;
      courseId: string;
      groupId: string;
      phase: Phase;
      place: number;
      memberId: string;
      at: Date;
    },
  ): Promise<void> {
    await this.database.manager.query(
      `INSERT INTO cards (id, course_id, group_id, phase, place, title, text, owner_id, due_on, checklist, written_by, created_by, created_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $11, $12)`,
      [
        card.id,
        card.courseId,
        card.groupId,
        card.phase,
        card.place,
        card.title,
        card.text,
        card.ownerId,
        card.dueOn,
        JSON.stringify(card.checklist),
        card.memberId,
        card.at,
      ],
    );
    await this.link(card.id, card.submissionIds);
  }

  async write(id: string, card: Writing, memberId: string): Promise<void> {
    await this.database.manager.query(
      `UPDATE cards SET title = $2, text = $3, owner_id = $4, due_on = $5, checklist = $6, written_by = $7, version = version + 1
        WHERE id = $1`,
      [
        id,
        card.title,
        card.text,
        card.ownerId,
        card.dueOn,
        JSON.stringify(card.checklist),
        memberId,
      ],
    );
    await this.database.manager.query('DELETE FROM card_submissions WHERE card_id = $1', [id]);
    await this.link(id, card.submissionIds);
  }

  /** Ticking is nobody's writing: it leaves the version where it is. */
  async setChecklist(id: string, checklist: CardRow['checklist']): Promise<void> {
    await this.database.manager.query('UPDATE cards SET checklist = $2 WHERE id = $1', [
      id,
      JSON.stringify(checklist),
    ]);
  }

  /** All cards of a phase, in their order. */
  async arrange(phase: Phase, ids: readonly string[]): Promise<void> {
    await this.database.manager.query(
      `UPDATE cards c SET phase = $2, place = n.place - 1
         FROM unnest($1::uuid[]) WITH ORDINALITY AS n (id, place)
        WHERE c.id = n.id AND (c.phase, c.place) IS DISTINCT FROM ($2, n.place - 1)`,
      [ids, phase],
    );
  }

  async setFinished(id: string, memberId: string | null, at: Date | null): Promise<void> {
    await this.database.manager.query(
      'UPDATE cards SET finished_by = $2, finished_at = $3 WHERE id = $1',
      [id, memberId, at],
    );
  }

  async setRemoved(id: string, at: Date | null): Promise<void> {
    await this.database.manager.query('UPDATE cards SET removed_at = $2 WHERE id = $1', [id, at]);
  }

  async addComment(row: {
    id: string;
    cardId: string;
    memberId: string;
    text: string;
    at: Date;
  }): Promise<void> {
    await this.database.manager.query(
      'INSERT INTO card_comments (id, card_id, member_id, text, written_at) VALUES ($1, $2, $3, $4, $5)',
      [row.id, row.cardId, row.memberId, row.text, row.at],
    );
  }

  async removeComment(id: string, at: Date): Promise<void> {
    await this.database.manager.query('UPDATE card_comments SET removed_at = $2 WHERE id = $1', [
      id,
      at,
    ]);
  }

  async addFile(row: {
    id: string;
    cardId: string;
    memberId: string;
    blob: string;
    filename: string;
    bytes: number;
    at: Date;
  }): Promise<void> {
    await this.database.manager.query(
      'INSERT INTO card_files (id, card_id, blob, filename, bytes, member_id, added_at) VALUES ($1, $2, $3, $4, $5, $6, $7)',
      [row.id, row.cardId, row.blob, row.filename, row.bytes, row.memberId, row.at],
    );
  }

  async file(cardId: string, fileId: string): Promise<{ name: string; blob: string } | undefined> {
    const [row] = await this.database.rows<{ name: string; blob: string }>(
      'SELECT filename AS name, blob FROM card_files WHERE card_id = $1 AND id = $2 AND removed_at IS NULL',
      [cardId, fileId],
    );
    return row;
  }

  async removeFile(id: string, at: Date): Promise<void> {
    await this.database.manager.query('UPDATE card_files SET removed_at = $2 WHERE id = $1', [
      id,
      at,
    ]);
  }

  private async link(cardId: string, submissionIds: readonly string[]): Promise<void> {
    await this.database.manager.query(
      'INSERT INTO card_submissions (card_id, submission_id) SELECT $1, id FROM unnest($2::uuid[]) AS n (id) ON CONFLICT DO NOTHING',
      [cardId, submissionIds],
    );
  }
}
