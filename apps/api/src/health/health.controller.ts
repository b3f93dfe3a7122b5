import { Controller, Get, Inject, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { HealthCheck, HealthCheckService, TypeOrmHealthIndicator } from '@nestjs/terminus';
import { SkipThrottle } from '@nestjs/throttler';
import type { FastifyReply, FastifyRequest } from 'fastify';

import { CONFIG, type Config } from '../config/config';
import { Allow } from '../platform/auth/allow';
import { notFound } from '../platform/domain-error';
import { Metrics } from '../platform/metrics/metrics';

const LOOPBACK = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1']);

/** For whoever watches the process, not for the browser: outside /api and outside the contracts. */
@Controller()
@ApiExcludeController()
@SkipThrottle()
export class HealthController {
  constructor(
    private readonly health: HealthCheckService,
    private readonly database: TypeOrmHealthIndicator,
    private readonly metrics: Metrics,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** The process answers. */
  @Get('health/live')
  @Allow('anyone')
  live() {
    return { status: 'ok' };
  }

  /** It can do its work: the database answers. */
  @Get('health/ready')
  @HealthCheck()
  @Allow('anyone')
  ready() {
    return this.health.check([() => this.database.pingCheck('database', { timeout: 1500 })]);
  }

  /** Prometheus: from this machine, or with the token. To others there is nothing here. */
  @Get('metrics')
  @Allow('anyone')
  async figures(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const { metricsToken } = this.config;
    const known =
      metricsToken !== undefined && request.headers.authorization === `Bearer ${metricsToken}`;
    // The socket's own address: a proxy on this machine must not open the door to its clients.
    const local =
      LOOPBACK.has(request.socket.remoteAddress ?? '') &&
      request.headers['x-forwarded-for'] === undefined;
    if (!known && !local) throw notFound();
    await reply.type(this.metrics.registry.contentType).send(await this.metrics.registry.metrics());
  }
}
