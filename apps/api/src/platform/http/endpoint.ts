import {
  Delete,
  Get,
  HttpCode,
  type MessageEvent,
  Patch,
  Post,
  Put,
  SerializeOptions,
  SetMetadata,
  StandardSchemaSerializerInterceptor,
  UseInterceptors,
  applyDecorators,
} from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiOperation, ApiProduces, ApiResponse } from '@nestjs/swagger';
import type { Observable } from 'rxjs';

import type { FileRouteSpec, ResponseOf, RouteSpec, StreamRouteSpec } from '@holdout/contracts';

import { EventsInterceptor } from './events.interceptor';

export const ROUTE = Symbol('Route');

const VERBS = {
  GET: { bind: Get, status: 200 },
  POST: { bind: Post, status: 201 },
  PUT: { bind: Put, status: 200 },
  PATCH: { bind: Patch, status: 200 },
  DELETE: { bind: Delete, status: 200 },
} as const;

type Handler<R extends RouteSpec> = (...args: never[]) => ResponseOf<R> | Promise<ResponseOf<R>>;

const FILE = { type: 'string', format: 'binary' };

const multipart = (beside: string | undefined) =>
  applyDecorators(
    ApiConsumes('multipart/form-data'),
    ApiBody({
      schema: {
        type: 'object',
        required: ['file'],
        properties: { file: FILE, ...(beside !== undefined && { [beside]: FILE }) },
      },
    }),
  );

/** Binds a contract route to a handler, and rejects at compile time a handler that breaks it. */
export function Endpoint<R extends RouteSpec>(route: R) {
  const { bind, status } = VERBS[route.method];
  const bindings = applyDecorators(
    bind(route.path),
    HttpCode(status),
    SetMetadata(ROUTE, route),
    UseInterceptors(StandardSchemaSerializerInterceptor),
    SerializeOptions({ schema: route.response }),
    ApiOperation({ summary: route.summary }),
    ApiResponse({ status, standardSchema: route.response }),
    ...(route.upload ? [multipart(route.beside)] : []),
  );
  return <H extends Handler<R>>(
    target: object,
    key: string,
    descriptor: TypedPropertyDescriptor<H>,
  ): void => {
    bindings(target, key, descriptor);
  };
}

/** A handler that writes JSON to the reply itself, bytes that were made beforehand and through the contract. */
export function PreparedEndpoint(route: RouteSpec & { readonly method: 'GET' }) {
  return applyDecorators(
    Get(route.path),
    SetMetadata(ROUTE, route),
    ApiOperation({ summary: route.summary }),
    ApiResponse({ status: 200, standardSchema: route.response }),
    ApiResponse({ status: 304 }),
  );
}

/** A handler that writes a file to the reply itself. */
export function FileEndpoint(route: FileRouteSpec) {
  return applyDecorators(
    Get(route.path),
    SetMetadata(ROUTE, route),
    ApiOperation({ summary: route.summary }),
    ApiProduces(route.produces),
    ApiResponse({ status: 200 }),
  );
}

/** A handler that answers events. */
export function StreamEndpoint(route: StreamRouteSpec) {
  const bindings = applyDecorators(
    Get(route.path),
    UseInterceptors(EventsInterceptor),
    SetMetadata(ROUTE, route),
    ApiOperation({ summary: route.summary }),
    ApiProduces('text/event-stream'),
    ApiResponse({ status: 200 }),
  );
  return <
    H extends (...args: never[]) => Observable<MessageEvent> | Promise<Observable<MessageEvent>>,
  >(
    target: object,
    key: string,
    descriptor: TypedPropertyDescriptor<H>,
  ): void => {
    bindings(target, key, descriptor);
  };
}
