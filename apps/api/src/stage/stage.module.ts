import { Module } from '@nestjs/common';

import { PresentationsModule } from '../presentations';
import { StageController } from './stage.controller';
import { StageRepository } from './stage.repository';
import { StageService } from './stage.service';

@Module({
  imports: [PresentationsModule],
  controllers: [StageController],
  providers: [StageService, StageRepository],
})
export class StageModule {}
