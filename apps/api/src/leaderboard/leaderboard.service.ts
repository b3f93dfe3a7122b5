import { Injectable } from '@nestjs/common';

import type { ResponseOf, leaderboardRoutes } from '@holdout/contracts';

import { DomainError } from '../platform/domain-error';
import { type CsvOptions, toCsv } from '../platform/http/csv';
import type { Prepared } from '../platform/http/prepared';
import { toCsvRows, toSeries } from './board.mapper';
import { type BoardPart, boardRows, partFor, toldTo } from './board.rules';
import { FreshAnswers } from './fresh-answers';
import { type BoardVersion, LeaderboardRepository } from './leaderboard.repository';
import { PreparedBoard } from './prepared-board';
import { RecentBoards } from './recent-boards';
import { type Viewer, ViewersService } from './viewers.service';

type History = ResponseOf<typeof leaderboardRoutes.history>;

/** The board as it is shown. */
@Injectable()
export class LeaderboardService {
  private readonly recent = new RecentBoards();

  private readonly forGuests = new FreshAnswers<Prepared>();

  constructor(
    private readonly boards: LeaderboardRepository,
    private readonly viewers: ViewersService,
  ) {}

  /** All guests of a link read the same: a lecture hall that opens it at once asks for it once. */
  guestBoard(token: string): Promise<Prepared> {
    return this.forGuests.get(token, async () =>
      this.board(await this.viewers.guest(token), undefined),
    );
  }

  async board(viewer: Viewer, asked: BoardPart | undefined): Promise<Prepared> {
    const part = partOf(viewer, asked);
    const { challenge, groupId } = viewer;
    const version = await this.boards.version(challenge.id);
    const prepare = () => this.prepare(viewer, part, version);
    // Before the reveal private lines move without a new version, so that nobody but the staff learns of it.
    const board =
      part === 'private' && challenge.revealedAt === null
        ? await prepare()
        : await this.recent.get(keyOf(viewer, part, version), prepare);
    return { etag: board.etagFor(groupId), bytes: () => board.bytesFor(groupId) };
  }

  async history({ challenge, audience, groupId, pseudonyms }: Viewer): Promise<History> {
    const steps = await this.boards.steps(challenge.id);
    return { series: toSeries(steps, audience, groupId, pseudonyms) };
  }

  async csv(viewer: Viewer, asked: BoardPart | undefined, options: CsvOptions): Promise<string> {
    const rows = await this.rows(viewer, partOf(viewer, asked));
    return toCsv(
      toCsvRows(rows.map(({ groupId, own, other }) => (groupId === viewer.groupId ? own : other))),
      options,
    );
  }

  private async prepare(
    viewer: Viewer,
    part: BoardPart,
    { version, updatedAt }: BoardVersion,
  ): Promise<PreparedBoard> {
    const { challenge, audience } = viewer;
    const { id, title, state, metric, direction, partRows, baselines } = challenge;
    const rows = await this.rows(viewer, part);
    return new PreparedBoard(
      {
        challenge: { id, title, state, metric, direction },
        part,
        rowsScored: partRows?.[part] ?? null,
        baselines: baselines.map(({ kind, value, privateValue }) => ({
          kind,
          value: told(audience, part === 'private' ? privateValue : value),
        })),
        groups: rows.length,
        updatedAt: updatedAt?.toISOString() ?? null,
        version,
      },
      rows,
    );
  }

  private async rows({ challenge, audience, pseudonyms }: Viewer, part: BoardPart) {
    const lines = await this.boards.lines(challenge.id, part);
    const before = part === 'private' ? await this.boards.lines(challenge.id, 'public') : null;
    return boardRows(lines, before, audience, pseudonyms);
  }
}

const told = (audience: Viewer['audience'], value: number | null): number | null =>
  value === null ? null : toldTo(audience, value);

/** All that a board follows from. */
function keyOf(
  { challenge: { id, state, title }, audience, pseudonyms }: Viewer,
  part: BoardPart,
  { version }: BoardVersion,
): string {
  return JSON.stringify([id, part, audience, pseudonyms, version, state, title]);
}

function partOf({ audience, challenge }: Viewer, asked: BoardPart | undefined): BoardPart {
  const part = partFor(audience, challenge.revealedAt !== null, asked);
  if (!part)
    throw new DomainError('forbidden', 'The private rows are shown when the instructor does so.');
  return part;
}
