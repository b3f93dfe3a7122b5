import { Injectable } from '@nestjs/common';

import type { Board, ResponseOf, leaderboardRoutes } from '@holdout/contracts';

import { type ChallengeFacts, Challenges } from '../challenges';
import { DomainError } from '../platform/domain-error';
import { type CsvOptions, toCsv } from '../platform/http/csv';
import type { Prepared } from '../platform/http/prepared';
import { toCsvRows, toSeries } from './board.mapper';
import { type BoardPart, type Look, boardRows, partFor, toldTo } from './board.rules';
import { FreshAnswers } from '../platform/fresh-answers';
import { LeaderboardRepository } from './leaderboard.repository';
import { PreparedBoard } from './prepared-board';
import { RecentBoards } from './recent-boards';
import { type Glance, type Viewer, ViewersService } from './viewers.service';

type History = ResponseOf<typeof leaderboardRoutes.history>;

/** The board as it is shown. */
@Injectable()
export class LeaderboardService {
  private readonly recent = new RecentBoards();

  private readonly forGuests = new FreshAnswers<Prepared>();

  constructor(
    private readonly boards: LeaderboardRepository,
    private readonly viewers: ViewersService,
    private readonly challenges: Challenges,
  ) {}

  /** All guests of a link read the same: a lecture hall that opens it at once asks for it once. */
  guestBoard(token: string): Promise<Prepared> {
    return this.forGuests.get(token, async () =>
      this.board(await this.viewers.guestGlance(token), undefined),
    );
  }

  async board(glance: Glance, asked: BoardPart | undefined): Promise<Prepared> {
    const part = partOf(glance, asked);
    const { groupId } = glance;
    const prepare = () => this.prepare(glance, part);
    // Before the reveal private lines move without a new version, so that nobody but the staff learns of it.
    const board =
      part === 'private' && !glance.revealed
        ? await prepare()
        : await this.recent.get(keyOf(glance, part), prepare);
    return { etag: board.etagFor(groupId), bytes: () => board.bytesFor(groupId) };
  }

  async history(viewer: Viewer): Promise<History> {
    return { series: toSeries(await this.boards.steps(viewer.challenge.id), viewer) };
  }

  async csv(viewer: Viewer, asked: BoardPart | undefined, options: CsvOptions): Promise<string> {
    const { challenge, audience } = viewer;
    const revealed = challenge.revealedAt !== null;
    const part = partOf({ audience, revealed }, asked);
    const look = { ...viewer, part, revealed, steps: challenge.steps };
    const rows = await this.rows(challenge.id, look);
    return toCsv(
      toCsvRows(
        rows.map(({ groupId, own, other }) => (groupId === viewer.groupId ? own : other)),
        baselinesFor(challenge, look),
      ),
      options,
    );
  }

  private async prepare(glance: Glance, part: BoardPart): Promise<PreparedBoard> {
    const { courseId, challengeId: id, title, state, version, updatedAt } = glance;
    const challenge = await this.challenges.get(courseId, id);
    const { metric, direction, partRows, steps } = challenge;
    const look = { ...glance, part, steps };
    const rows = await this.rows(id, look);
    return new PreparedBoard(
      {
        challenge: { id, title, state, metric, direction },
        part,
        rowsScored: partRows?.[part] ?? null,
        baselines: baselinesFor(challenge, look),
        groups: rows.length,
        updatedAt: updatedAt?.toISOString() ?? null,
        version,
      },
      rows,
    );
  }

  private async rows(challengeId: string, look: Look) {
    const lines = await this.boards.lines(challengeId, look.part);
    const before = look.part === 'private' ? await this.boards.lines(challengeId, 'public') : null;
    return boardRows(lines, before, look);
  }
}

/** What a model that knows nothing scores is no secret of the rows: it is told as exactly as anything. */
function baselinesFor(
  { baselines }: Pick<ChallengeFacts, 'baselines'>,
  { audience, part }: Look,
): Board['baselines'] {
  return baselines.map(({ kind, value, privateValue }) => {
    const figure = part === 'private' ? privateValue : value;
    const look = { audience, part, steps: null };
    return { kind, value: figure === null ? null : toldTo(look, figure) };
  });
}

/** All that a board follows from. */
function keyOf(
  { challengeId, audience, pseudonyms, version, state, title }: Glance,
  part: BoardPart,
): string {
  return JSON.stringify([challengeId, part, audience, pseudonyms, version, state, title]);
}

function partOf(
  { audience, revealed }: Pick<Glance, 'audience' | 'revealed'>,
  asked: BoardPart | undefined,
): BoardPart {
  const part = partFor(audience, revealed, asked);
  if (!part)
    throw new DomainError('forbidden', 'The private rows are shown when the instructor does so.');
  return part;
}
