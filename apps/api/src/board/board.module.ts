import { Module } from '@nestjs/common';

import { ProjectsModule } from '../projects';
import { SubmissionsModule } from '../submissions';
import { BoardController } from './board.controller';
import { BoardRepository } from './board.repository';
import { BoardService } from './board.service';

@Module({
  imports: [ProjectsModule, SubmissionsModule],
  controllers: [BoardController],
  providers: [BoardService, BoardRepository],
})
export class BoardModule {}
