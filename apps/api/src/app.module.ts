import { Module } from '@nestjs/common';

import { HealthModule } from './health';
import { HttpModule, PlatformModule } from './platform/platform.module';

/** The HTTP process: the list of features. */
@Module({
  imports: [PlatformModule, HttpModule, HealthModule],
})
export class AppModule {}
