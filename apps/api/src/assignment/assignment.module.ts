import { Module } from '@nestjs/common';

import { ChallengesModule } from '../challenges';
import { ProjectsModule } from '../projects';
import { SubmissionsModule } from '../submissions';
import { AssignmentController } from './assignment.controller';
import { AssignmentRepository } from './assignment.repository';
import { AssignmentService } from './assignment.service';
import { PublishingService } from './publishing.service';

@Module({
  imports: [ProjectsModule, ChallengesModule, SubmissionsModule],
  controllers: [AssignmentController],
  providers: [AssignmentService, PublishingService, AssignmentRepository],
})
export class AssignmentModule {}
