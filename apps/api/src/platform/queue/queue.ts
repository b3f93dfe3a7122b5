import { createPostgresBackend, setDefaultBackendFactory, type QueueOptions } from 'bullmq';

import type { Config } from '../../config/config';

/** Made by tools/migrate.mjs: a worker without it spins. */
const SCHEMA = 'queue';

/**
 * BullMQ on PostgreSQL, or on Redis where REDIS_URL is set. The backend is chosen for the whole process
 * and before any queue is made, so call this from the factory that makes the shared options.
 */
export function queueOptions(config: Config): QueueOptions {
  if (config.redisUrl !== undefined) {
    setDefaultBackendFactory(undefined);
    return { connection: { url: config.redisUrl, maxRetriesPerRequest: null } };
  }
  setDefaultBackendFactory(createPostgresBackend);
  // @nestjs/bullmq types the connection as Redis's: the one cast.
  return {
    connection: {
      connectionString: config.database.url,
      schema: SCHEMA,
      max: 4,
    },
  };
}
