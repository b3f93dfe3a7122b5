import { Module } from '@nestjs/common';

import { CoursesModule } from '../courses';
import { GroupsController } from './groups.controller';
import { Groups } from './groups.facade';
import { GroupsRepository } from './groups.repository';
import { GroupsService } from './groups.service';

@Module({
  imports: [CoursesModule],
  controllers: [GroupsController],
  providers: [Groups, GroupsService, GroupsRepository],
  exports: [Groups],
})
export class GroupsModule {}
