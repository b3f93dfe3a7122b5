import { Global, Module } from '@nestjs/common';

import { AccountsModule } from '../accounts';
import { CourseMembers } from '../platform/auth/caller';
import { CourseMembersService } from './course-members.service';
import { CoursesController } from './courses.controller';
import { Courses } from './courses.facade';
import { CoursesRepository } from './courses.repository';
import { CoursesService } from './courses.service';
import { MembersController } from './members.controller';
import { MembersRepository } from './members.repository';
import { MembersService } from './members.service';
import { ReachRepository } from './reach.repository';

/** Global because the platform's policy guard asks it what an account is in a course. */
@Global()
@Module({
  imports: [AccountsModule],
  controllers: [CoursesController, MembersController],
  providers: [
    Courses,
    CoursesService,
    CoursesRepository,
    MembersService,
    MembersRepository,
    ReachRepository,
    { provide: CourseMembers, useClass: CourseMembersService },
  ],
  exports: [Courses, CourseMembers],
})
export class CoursesModule {}
