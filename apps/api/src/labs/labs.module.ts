import { Module } from '@nestjs/common';

import { FilesController } from './files.controller';
import { ImportsService } from './imports.service';
import { LabsController } from './labs.controller';
import { LabsRepository } from './labs.repository';
import { LabsService } from './labs.service';

/** Labs and materials of a course. */
@Module({
  controllers: [LabsController, FilesController],
  providers: [ImportsService, LabsRepository, LabsService],
})
export class LabsModule {}
