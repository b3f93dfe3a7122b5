import { Module } from '@nestjs/common';

import { GroupsModule } from '../groups';
import { SlotBook } from './book.service';
import { PresentationsController } from './presentations.controller';
import { Presentations } from './presentations.facade';
import { PresentationsRepository } from './presentations.repository';
import { PresentationsService } from './presentations.service';
import { SlotsController } from './slots.controller';
import { SlotsService } from './slots.service';

@Module({
  imports: [GroupsModule],
  controllers: [PresentationsController, SlotsController],
  providers: [Presentations, PresentationsRepository, PresentationsService, SlotBook, SlotsService],
  exports: [Presentations],
})
export class PresentationsModule {}
