import { Injectable } from '@nestjs/common';

import type { MatrixOrientation, Role } from '@holdout/contracts';

import type { CourseMember } from '../platform/auth/caller';
import { type CourseRow, CoursesRepository } from './courses.repository';
import { CoursesService } from './courses.service';
import { type MemberRow, MembersRepository } from './members.repository';
import { MembersService } from './members.service';

export interface CourseFacts {
  readonly id: string;
  readonly title: string;
  readonly timeZone: string;
  readonly pseudonyms: boolean;
  readonly groupsOpen: boolean;
  readonly matrixOrientation: MatrixOrientation;
  readonly scale: CourseRow['scale'];
}

export type CoursePerson = MemberRow;

/** What others may ask of courses, and the deed of enrolling. */
@Injectable()
export class Courses {
  constructor(
    private readonly courses: CoursesService,
    private readonly rows: CoursesRepository,
    private readonly places: MembersRepository,
    private readonly members: MembersService,
  ) {}

  async get(courseId: string): Promise<CourseFacts> {
    return factsOf(await this.courses.get(courseId));
  }

  /** Whether students may join and leave groups by themselves. */
  setGroupsOpen(me: CourseMember, open: boolean): Promise<void> {
    return this.courses.update(me, { groupsOpen: open });
  }

  /** What an account is in each of its courses, closed ones too. */
  async placesOf(accountId: string): Promise<CourseMember[]> {
    const places: CourseMember[] = [];
    for (const { id } of await this.rows.of(accountId)) {
      const place = await this.places.place(accountId, id);
      if (place) places.push(place);
    }
    return places;
  }

  membersOf(courseId: string): Promise<CoursePerson[]> {
    return this.members.of(courseId);
  }

  enrol(
    courseId: string,
    accountId: string,
    role: Role,
    externalId: string | null,
  ): Promise<string> {
    return this.members.enrol(courseId, accountId, role, externalId);
  }
}

function factsOf(row: CourseRow): CourseFacts {
  const { id, title, timeZone, matrixOrientation, scale, pseudonymsAt, groupsOpenAt } = row;
  return {
    id,
    title,
    timeZone,
    matrixOrientation,
    scale,
    pseudonyms: pseudonymsAt !== null,
    groupsOpen: groupsOpenAt !== null,
  };
}
