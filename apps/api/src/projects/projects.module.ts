import { Module } from '@nestjs/common';

import { ProjectsController } from './projects.controller';
import { Projects } from './projects.facade';
import { ProjectsRepository } from './projects.repository';
import { ProjectsService } from './projects.service';

@Module({
  controllers: [ProjectsController],
  providers: [Projects, ProjectsService, ProjectsRepository],
  exports: [Projects],
})
export class ProjectsModule {}
