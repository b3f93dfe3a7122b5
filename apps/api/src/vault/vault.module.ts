import { Module } from '@nestjs/common';

import { Vault } from './vault.facade';
import { VaultRepository } from './vault.repository';

/** Of the worker alone: the HTTP process cannot reach it (.dependency-cruiser.cjs). */
@Module({ providers: [Vault, VaultRepository], exports: [Vault] })
export class VaultModule {}
