import { Module } from '@nestjs/common';

import { DatasetsController } from './datasets.controller';
import { Datasets } from './datasets.facade';
import { DatasetsRepository } from './datasets.repository';
import { DatasetsService } from './datasets.service';
import { VersionsController } from './versions.controller';

@Module({
  controllers: [DatasetsController, VersionsController],
  providers: [Datasets, DatasetsService, DatasetsRepository],
  exports: [Datasets],
})
export class DatasetsModule {}
