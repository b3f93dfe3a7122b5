import { Module } from '@nestjs/common';

import { Extensions } from './extensions.facade';
import { ExtensionsRepository } from './extensions.repository';

@Module({
  providers: [Extensions, ExtensionsRepository],
  exports: [Extensions],
})
export class ExtensionsModule {}
