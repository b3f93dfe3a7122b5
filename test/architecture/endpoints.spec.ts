import { StandardSchemaSerializerInterceptor } from '@nestjs/common';
import { INTERCEPTORS_METADATA, PATH_METADATA } from '@nestjs/common/constants';
import { CLASS_SERIALIZER_OPTIONS } from '@nestjs/common/serializer/class-serializer.constants';
import { DiscoveryModule, DiscoveryService, MetadataScanner } from '@nestjs/core';
import { Test } from '@nestjs/testing';

import * as contracts from '@holdout/contracts';

import { AppModule } from '../../apps/api/src/app.module';
import { POLICY } from '../../apps/api/src/platform/auth/allow';
import { ROUTE } from '../../apps/api/src/platform/http/endpoint';
import { freshDatabase } from '../support/database';

interface Found {
  name: string;
  route: contracts.AnyRouteSpec | undefined;
  policy: string | undefined;
  /** The schema that its answers pass, undeclared fields left behind. */
  whitelist: unknown;
}

async function everyHandler(): Promise<Found[]> {
  process.env['DATABASE_URL'] = await freshDatabase();
  const module = await Test.createTestingModule({
    imports: [AppModule, DiscoveryModule],
  }).compile();
  const scanner = new MetadataScanner();
  const found = module
    .get(DiscoveryService)
    .getControllers()
    .flatMap(({ instance }) => {
      const prototype = Object.getPrototypeOf(instance) as Record<string, () => unknown>;
      return scanner.getAllMethodNames(prototype).flatMap((method) => {
        const handler = prototype[method];
        if (!handler || !Reflect.hasMetadata(PATH_METADATA, handler)) return [];
        return [
          {
            name: `${prototype.constructor.name}.${method}`,
            route: Reflect.getMetadata(ROUTE, handler) as Found['route'],
            policy: Reflect.getMetadata(POLICY, handler) as Found['policy'],
            whitelist: whitelistOf(handler),
          },
        ];
      });
    });
  await module.close();
  return found;
}

function whitelistOf(handler: object): unknown {
  const passed = (Reflect.getMetadata(INTERCEPTORS_METADATA, handler) ?? []) as unknown[];
  const options = Reflect.getMetadata(CLASS_SERIALIZER_OPTIONS, handler) as
    { schema?: unknown } | undefined;
  return passed.includes(StandardSchemaSerializerInterceptor) ? options?.schema : undefined;
}

const declared = Object.entries(contracts)
  .filter(([name]) => name.endsWith('Routes'))
  .flatMap(([, group]) => Object.values(group as Record<string, contracts.AnyRouteSpec>));

const named = (route: contracts.AnyRouteSpec) => `${route.method} ${route.path}`;

describe('every endpoint', () => {
  let handlers: Found[];
  beforeAll(async () => {
    handlers = await everyHandler();
  });

  it('declares who may call it', () => {
    expect(handlers.filter(({ policy }) => !policy).map(({ name }) => name)).toEqual([]);
  });

  it('implements a route of the contracts, and each route once', () => {
    const ours = handlers.filter(({ name }) => !name.startsWith('HealthController.'));
    expect(ours.filter(({ route }) => !route).map(({ name }) => name)).toEqual([]);
    expect(ours.flatMap(({ route }) => (route ? [named(route)] : [])).sort()).toEqual(
      declared.map(named).sort(),
    );
  });

  it('lets its answers through the contract, but for bytes that went through it when they were made', () => {
    const loose = handlers.flatMap(({ route, whitelist }) =>
      route && 'response' in route && whitelist !== route.response ? [named(route)] : [],
    );
    expect(loose.sort()).toEqual([
      'GET /boards/:token',
      'GET /courses/:courseId/challenges/:challengeId/leaderboard',
    ]);
  });

  it('inside a course asks for a role in that course', () => {
    const inCourse = new Set(['member', 'staff', 'instructor', 'student']);
    const loose = handlers.filter(
      ({ route, policy }) =>
        route?.path.startsWith('/courses/:courseId') && !inCourse.has(policy ?? ''),
    );
    expect(loose.map(({ name }) => name)).toEqual([]);
  });

  it('is open to anybody only where that is meant', () => {
    expect(
      handlers
        .filter(({ policy }) => policy === 'anyone')
        .map(({ name, route }) => (route ? named(route) : name))
        .sort(),
    ).toEqual([
      'GET /boards/:token',
      'GET /boards/:token/history',
      'GET /boards/:token/live',
      'GET /calendars/:token',
      'GET /links/:token',
      'GET /session',
      'HealthController.figures',
      'HealthController.live',
      'HealthController.ready',
      'POST /links/:token',
      'POST /password-links',
      'POST /session',
    ]);
  });

  it('speaks of a course, or of the caller, or of the installation: declared paths are unique', () => {
    const all = declared.map(named);
    expect(new Set(all).size).toBe(all.length);
  });
});
