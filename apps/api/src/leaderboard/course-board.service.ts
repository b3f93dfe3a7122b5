import { Injectable } from '@nestjs/common';

import type { CourseBoard } from '@holdout/contracts';

import { type ChallengeFacts, Challenges } from '../challenges';
import { Courses } from '../courses';
import { type CourseMember, isStaff } from '../platform/auth/caller';
import { DomainError } from '../platform/domain-error';
import { type CsvOptions, toCsv } from '../platform/http/csv';
import type { BoardPart } from './board.rules';
import { CourseBoardRepository } from './course-board.repository';
import { countedPart, courseCsvRows, courseRows } from './course-board.rules';

/** The groups of a course by skill, over its challenges that have one. */
@Injectable()
export class CourseBoardService {
  constructor(
    private readonly skills: CourseBoardRepository,
    private readonly challenges: Challenges,
    private readonly courses: Courses,
  ) {}

  async board(me: CourseMember, asked: BoardPart | undefined): Promise<CourseBoard> {
    const audience = isStaff(me) ? 'staff' : 'student';
    if (asked !== undefined && audience === 'student')
      throw new DomainError('forbidden', 'Each challenge is shown by the rows that count by now.');
    const { pseudonyms } = await this.courses.get(me.courseId);
    const published = (await this.challenges.of(me.courseId)).filter(
      ({ publishedAt }) => publishedAt !== null,
    );
    const counted = published
      .filter(({ skill }) => skill?.exists === true)
      .map((each) => ({
        ...each,
        part: countedPart(each.revealedAt !== null, audience, asked),
      }));
    const rows = courseRows(await this.skills.skills(counted), counted, {
      audience,
      groupId: me.group?.id ?? null,
      pseudonyms,
    });
    // Groups' own challenges are theirs to see.
    const sees = (each: ChallengeFacts) => this.challenges.sees(me, each);
    return {
      rows,
      mine: rows.find(({ mine }) => mine) ?? null,
      counted: counted.filter(sees).map(({ id, title, part }) => ({ id, title, part })),
      without: published
        .filter((each) => each.skill?.exists !== true && sees(each))
        .map(({ id, title }) => ({ id, title })),
    };
  }

  async csv(
    me: CourseMember,
    asked: BoardPart | undefined,
    options: CsvOptions,
  ): Promise<{ name: string; text: string }> {
    const { title } = await this.courses.get(me.courseId);
    const { rows } = await this.board(me, asked);
    return { name: `leaderboard-${title}.csv`, text: toCsv(courseCsvRows(rows), options) };
  }
}
