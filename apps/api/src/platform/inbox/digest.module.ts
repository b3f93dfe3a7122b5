import { Module } from '@nestjs/common';

import { DigestChore } from './digest.chore';
import { DigestRepository } from './digest.repository';

/** What the worker has of the inbox: what goes by mail. */
@Module({ providers: [DigestChore, DigestRepository] })
export class DigestModule {}
