import type { CallHandler, ExecutionContext, MessageEvent, NestInterceptor } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import {
  EMPTY,
  type Observable,
  catchError,
  defaultIfEmpty,
  finalize,
  ignoreElements,
  takeUntil,
  tap,
  timer,
} from 'rxjs';

/** Of a client that does not read; it comes back and asks anew. */
const UNREAD_BYTES = 1024 * 1024;

/** So long a stream lasts; its client comes back by itself, and whether it still may is asked anew. */
const STREAM_MS = 10 * 60_000;

/**
 * Writes what a handler emits as Server-Sent Events. Nest's own begins the answer before the handler has decided, so that a
 * refusal would arrive as 200; here the answer begins with the first event. An event that many watch is written out once.
 */
export class EventsInterceptor implements NestInterceptor<MessageEvent, undefined> {
  private readonly frames = new WeakMap<MessageEvent, string>();

  intercept(context: ExecutionContext, next: CallHandler<MessageEvent>): Observable<undefined> {
    const reply = context.switchToHttp().getResponse<FastifyReply>();
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    return next.handle().pipe(
      takeUntil(timer(STREAM_MS)),
      tap((event) => {
        if (!reply.sent) begin(reply);
        if (request.method === 'HEAD') reply.raw.end();
        else if (reply.raw.writableLength > UNREAD_BYTES) reply.raw.destroy();
        else reply.raw.write(this.frameOf(event));
      }),
      catchError((error: unknown) => {
        if (!reply.sent) throw error;
        return EMPTY; // the client reconnects, and is told then
      }),
      ignoreElements(),
      defaultIfEmpty(undefined),
      finalize(() => {
        if (reply.sent) reply.raw.end();
      }),
    );
  }

  private frameOf(event: MessageEvent): string {
    const known = this.frames.get(event);
    if (known !== undefined) return known;
    const frame = toFrame(event);
    this.frames.set(event, frame);
    return frame;
  }
}

function begin(reply: FastifyReply): void {
  reply.hijack();
  reply.raw.socket?.setTimeout(0);
  reply.raw.socket?.setNoDelay(true);
  for (const [name, value] of Object.entries(reply.getHeaders()))
    if (value !== undefined) reply.raw.setHeader(name, value);
  reply.raw.writeHead(200, {
    'content-type': 'text/event-stream',
    'cache-control': 'private, no-store, no-transform',
    'x-accel-buffering': 'no',
  });
}

function toFrame({ type, id, data }: MessageEvent): string {
  return `${type === undefined ? '' : `event: ${type}\n`}${id === undefined ? '' : `id: ${id}\n`}data: ${JSON.stringify(data)}\n\n`;
}
