import {
  HttpClient,
  HttpEventType,
  HttpHeaders,
  type HttpResourceRef,
  httpResource,
} from '@angular/common/http';
import { Service, type Signal, effect, inject, signal, untracked } from '@angular/core';
import { Subject, firstValueFrom, lastValueFrom, takeUntil, tap } from 'rxjs';

import type {
  AnyRouteSpec,
  FileRouteSpec,
  ParamsOf,
  ResponseOf,
  RouteSpec,
  StreamRouteSpec,
} from '@holdout/contracts';
import type * as z from 'zod';

import { failureIn } from './refusal';
import { ViewAs } from './view-as';

type Part<R, Name extends 'query' | 'body' | 'upload', As extends string> =
  R extends Record<Name, infer S extends z.ZodType>
    ? Record<string, never> extends z.input<S>
      ? Partial<Record<As, z.input<S>>>
      : Record<As, z.input<S>>
    : object;

/** What a request to this route is made of: `params`, `query`, `body`, as the contract names them. */
export type InputOf<R extends AnyRouteSpec> = (R extends { params: z.ZodType }
  ? { params: ParamsOf<R> }
  : object) &
  Part<R, 'query', 'query'> &
  Part<R, 'body', 'body'>;

/** As `InputOf`, with the file and the text fields beside it. */
export type UploadOf<R extends RouteSpec> = InputOf<R> &
  Part<R, 'upload', 'fields'> & {
    file: File;
    /** A second file, where the route takes one. */
    beside?: R extends { beside: string } ? File : never;
    /** A uuid; the server answers a retry with what the first one made. */
    idempotencyKey?: string;
  };

export interface Upload<Response> {
  /** 0 to 1 of the bytes sent; at 1 the server is reading. */
  readonly progress: Signal<number>;
  /** The answer; undefined when it was cancelled; rejects as `send` does. */
  readonly done: Promise<Response | undefined>;
  cancel(): void;
}

@Service()
export class Api {
  private readonly http = inject(HttpClient);
  private readonly viewAs = inject(ViewAs);

  /**
   * Loads again whenever `input` or `again` changes, keeping what it has meanwhile; stays idle while
   * `input` gives undefined. Call it where `inject` may be called. Its `error()` goes to `troubleOf`.
   */
  read<R extends RouteSpec>(
    route: R,
    input: () => InputOf<R> | undefined,
    again?: Signal<unknown>,
  ): HttpResourceRef<ResponseOf<R> | undefined> {
    const resource = httpResource(
      () => {
        const given = input();
        return given && { url: urlOf(route, given), headers: this.viewAs.headers() };
      },
      { parse: (raw) => parseWith(route, raw) },
    );
    if (again) {
      let first = true;
      effect(() => {
        again();
        if (!first) untracked(() => resource.reload());
        first = false;
      });
    }
    return resource;
  }

  /** Reads once or changes something. Rejects with a `Refusal`, `Unreachable` or `UnexpectedAnswer`. */
  async send<R extends RouteSpec>(route: R, input: InputOf<R>): Promise<ResponseOf<R>> {
    try {
      return parseWith(
        route,
        await firstValueFrom(
          this.http.request<unknown>(route.method, urlOf(route, input), {
            body: bodyOf(input),
            headers: this.viewAs.headers(),
          }),
        ),
      );
    } catch (thrown) {
      throw failureIn(thrown);
    }
  }

  /** Sends a file with progress. Text fields go before the file, because the server reads in order. */
  upload<R extends RouteSpec>(route: R, input: UploadOf<R>): Upload<ResponseOf<R>> {
    const progress = signal(0);
    const cancelled = new Subject<void>();
    const events = this.http
      .request<unknown>(route.method, urlOf(route, input), {
        body: formOf(route, input),
        headers: uploadHeaders(input, this.viewAs.headers()),
        observe: 'events',
        reportUploadProgress: true,
      })
      .pipe(
        takeUntil(cancelled),
        tap((event) => {
          if (event.type === HttpEventType.UploadProgress && event.total)
            progress.set(event.loaded / event.total);
        }),
      );
    return {
      progress: progress.asReadonly(),
      done: lastValueFrom(events, { defaultValue: undefined }).then(
        (event) =>
          event?.type === HttpEventType.Response ? parseWith(route, event.body) : undefined,
        (thrown: unknown) => {
          throw failureIn(thrown);
        },
      ),
      cancel: () => {
        cancelled.next();
      },
    };
  }

  /** The address of a file, for `<a [href]="…" download>`. */
  fileUrl<R extends FileRouteSpec>(route: R, input: InputOf<R>): string {
    return this.viewAs.address(urlOf(route, input));
  }
}

/** The address of a request, its query included; values that are undefined or null are left out. */
export function urlOf(route: RouteSpec | FileRouteSpec | StreamRouteSpec, input: object): string {
  const params = recordIn(input, 'params');
  const path = route.path.replace(/:(\w+)/g, (_, name: string) =>
    encodeURIComponent(textOf(params[name])),
  );
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(recordIn(input, 'query')))
    if (value !== undefined && value !== null) query.append(name, textOf(value));
  const asked = query.toString();
  return `/api${path}${asked && `?${asked}`}`;
}

function recordIn(input: object, name: string): Record<string, unknown> {
  const part = (input as Record<string, unknown>)[name];
  return typeof part === 'object' && part !== null ? (part as Record<string, unknown>) : {};
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function bodyOf(input: object): unknown {
  return 'body' in input ? input.body : undefined;
}

function formOf(route: RouteSpec, input: { file: File; beside?: File }): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(recordIn(input, 'fields')))
    if (value !== undefined && value !== null) form.append(name, textOf(value));
  form.append('file', input.file, input.file.name);
  if (route.beside !== undefined && input.beside)
    form.append(route.beside, input.beside, input.beside.name);
  return form;
}

function uploadHeaders(
  { idempotencyKey }: { idempotencyKey?: string },
  headers: Record<string, string>,
): HttpHeaders {
  return new HttpHeaders({
    ...headers,
    ...(idempotencyKey !== undefined && { 'Idempotency-Key': idempotencyKey }),
  });
}

function parseWith<R extends RouteSpec>(route: R, raw: unknown): ResponseOf<R> {
  return route.response.parse(raw) as ResponseOf<R>;
}
