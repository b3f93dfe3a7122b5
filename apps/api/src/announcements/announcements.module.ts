import { Module } from '@nestjs/common';

import { GroupsModule } from '../groups';
import { AnnouncementsController } from './announcements.controller';
import { AnnouncementsService } from './announcements.service';
import { Announcing } from './announcing.module';

@Module({
  imports: [Announcing, GroupsModule],
  controllers: [AnnouncementsController],
  providers: [AnnouncementsService],
})
export class AnnouncementsModule {}
