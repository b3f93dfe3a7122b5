import { Module } from '@nestjs/common';

import { ChallengesModule } from '../challenges';
import { DatasetsModule } from '../datasets';
import { CatalogueController } from './catalogue.controller';
import { CatalogueRepository } from './catalogue.repository';
import { CatalogueService } from './catalogue.service';
import { ChoicesService } from './choices.service';
import { ProjectsController } from './projects.controller';
import { Projects } from './projects.facade';
import { ProjectsRepository } from './projects.repository';
import { ProjectsService } from './projects.service';
import { ProposalsController } from './proposals.controller';
import { ProposalsRepository } from './proposals.repository';
import { ProposalsService } from './proposals.service';

@Module({
  imports: [DatasetsModule, ChallengesModule],
  controllers: [ProjectsController, CatalogueController, ProposalsController],
  providers: [
    Projects,
    ProjectsService,
    ProjectsRepository,
    ChoicesService,
    CatalogueService,
    CatalogueRepository,
    ProposalsService,
    ProposalsRepository,
  ],
  exports: [Projects],
})
export class ProjectsModule {}
