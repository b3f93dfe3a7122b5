import { Injectable } from '@nestjs/common';
import { ThrottlerGuard } from '@nestjs/throttler';
import type { FastifyRequest } from 'fastify';

/** Counts who is signed in by account and the others by address: a whole classroom has one address. */
@Injectable()
export class Throttle extends ThrottlerGuard {
  protected override getTracker(request: FastifyRequest): Promise<string> {
    return request.caller ? Promise.resolve(request.caller.accountId) : super.getTracker(request);
  }
}
