import { Injectable, type MessageEvent } from '@nestjs/common';
import {
  type Observable,
  connect,
  filter,
  finalize,
  from,
  map,
  merge,
  mergeMap,
  of,
  share,
  takeUntil,
  throttleTime,
} from 'rxjs';

import { Live } from '../platform/live/live';
import { boardTopic, guestsTopic } from './board.rules';
import { LeaderboardRepository } from './leaderboard.repository';

/** At most five frames a second per board. */
const GAP_MS = 200;

const HEARTBEAT: MessageEvent = { type: 'heartbeat', data: {} };
const isHeartbeat = ({ type }: MessageEvent) => type === 'heartbeat';

/** Says to those who watch a board that it changed: one small frame, the same for all of them. */
@Injectable()
export class BoardFrames {
  private readonly watched = new Map<string, Observable<MessageEvent>>();

  constructor(
    private readonly live: Live,
    private readonly boards: LeaderboardRepository,
  ) {}

  /** The version as it is, then each new one. Who was away asks for nothing that was missed: only the last counts. */
  of(challengeId: string): Observable<MessageEvent> {
    const now = from(this.boards.version(challengeId)).pipe(
      mergeMap(({ version, updatedAt }) =>
        updatedAt ? of({ data: { version, at: updatedAt.toISOString() } }) : [],
      ),
    );
    return merge(of(HEARTBEAT), this.shared(challengeId), now);
  }

  /** Ends when the guests' link is revoked or another is made. */
  ofGuest(challengeId: string): Observable<MessageEvent> {
    const shownOut = this.live
      .events([guestsTopic(challengeId)], undefined)
      .pipe(filter((event) => !isHeartbeat(event)));
    return this.of(challengeId).pipe(takeUntil(shownOut));
  }

  private shared(challengeId: string): Observable<MessageEvent> {
    const frames =
      this.watched.get(challengeId) ??
      this.live.events([boardTopic(challengeId)], undefined).pipe(
        connect((events) =>
          merge(
            events.pipe(filter(isHeartbeat)),
            events.pipe(
              filter((event) => !isHeartbeat(event)),
              throttleTime(GAP_MS, undefined, { leading: true, trailing: true }),
              map(({ data = {} }): MessageEvent => ({ data })), // no id: who comes back is told the version, not what was missed
            ),
          ),
        ),
        finalize(() => this.watched.delete(challengeId)),
        share(),
      );
    this.watched.set(challengeId, frames);
    return frames;
  }
}
