import { Module } from '@nestjs/common';

import { AccountsModule } from '../accounts';
import { Demo } from './demo';
import { PastRepository } from './past.repository';
import { Seed } from './seed.facade';

@Module({ imports: [AccountsModule], providers: [Demo, Seed, PastRepository], exports: [Seed] })
export class DemoModule {}
