import { BullModule } from '@nestjs/bullmq';
import { Global, Module } from '@nestjs/common';

import { CONFIG, type Config } from '../../config/config';
import { Chores } from './chore';
import { Ear } from './ear';
import { BullHints, HINTS, Hints } from './hints';
import { queueOptions } from './queue';

@Global()
@Module({
  imports: [
    BullModule.forRootAsync({
      inject: [CONFIG],
      useFactory: (config: Config) => queueOptions(config),
    }),
    BullModule.registerQueue({ name: HINTS }),
  ],
  providers: [Chores, Ear, { provide: Hints, useClass: BullHints }],
  exports: [Chores, Ear, Hints],
})
export class QueueModule {}
