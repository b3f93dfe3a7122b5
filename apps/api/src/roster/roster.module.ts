import { Module } from '@nestjs/common';

import { AccountsModule } from '../accounts';
import { CoursesModule } from '../courses';
import { GroupsModule } from '../groups';
import { RosterController } from './roster.controller';
import { RosterRepository } from './roster.repository';
import { RosterService } from './roster.service';

@Module({
  imports: [AccountsModule, CoursesModule, GroupsModule],
  controllers: [RosterController],
  providers: [RosterService, RosterRepository],
})
export class RosterModule {}
