import { Injectable } from '@nestjs/common';

import { Database } from '../platform/database/database';
import type { BoardPart } from './board.rules';
import type { SkillLine } from './course-board.rules';

/** The skills that stand on the boards of a course. */
@Injectable()
export class CourseBoardRepository {
  constructor(private readonly database: Database) {}

  /** Of these challenges, each by the part that it is told by. */
  skills(
    counted: readonly { readonly id: string; readonly part: BoardPart }[],
  ): Promise<SkillLine[]> {
    return this.database.rows<SkillLine>(
      `SELECT t.challenge_id AS "challengeId", t.group_id AS "groupId", g.name, g.pseudonym,
              t.skill AS value, t.skill_low AS low, t.skill_high AS high
         FROM unnest($1::uuid[], $2::text[]) AS counted (challenge_id, part)
         JOIN standings t ON t.challenge_id = counted.challenge_id AND t.part = counted.part
         JOIN groups g ON g.id = t.group_id
        WHERE t.skill IS NOT NULL
        ORDER BY t.group_id, t.challenge_id`,
      [counted.map(({ id }) => id), counted.map(({ part }) => part)],
    );
  }
}
