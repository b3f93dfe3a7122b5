import { Module } from '@nestjs/common';

import { ProjectsModule } from '../projects';
import { SubmissionsModule } from '../submissions';
import { BoardController } from './board.controller';
import { Boards } from './board.facade';
import { BoardRepository } from './board.repository';
import { BoardService } from './board.service';

@Module({
  imports: [ProjectsModule, SubmissionsModule],
  controllers: [BoardController],
  providers: [Boards, BoardService, BoardRepository],
  exports: [Boards],
})
export class BoardModule {}
