import type { StageDeed, TurnPhase } from '@holdout/contracts';

export interface Turn {
  readonly phase: TurnPhase;
  readonly phaseStartedAt: Date | null;
  readonly pausedAt: Date | null;
  readonly pausedMs: number;
  readonly talkMs: number | null;
  readonly overrunMs: number | null;
  readonly questionMs: number | null;
  readonly version: number;
}

export const WAITING: Turn = {
  phase: 'waiting',
  phaseStartedAt: null,
  pausedAt: null,
  pausedMs: 0,
  talkMs: null,
  overrunMs: null,
  questionMs: null,
  version: 0,
};

/** What can be done with a turn; a deed that is not listed does not fit what happens on the stage. */
const DEEDS: Readonly<Record<TurnPhase, readonly StageDeed[]>> = {
  waiting: ['start'],
  talk: ['pause', 'resume', 'questions', 'finish', 'reset'],
  questions: ['pause', 'resume', 'finish', 'reset'],
  done: ['reset'],
};

export const onStage = ({ phase }: Pick<Turn, 'phase'>): boolean =>
  phase === 'talk' || phase === 'questions';

/** Milliseconds of the phase until now, without its pauses. */
export function elapsedMs({ phaseStartedAt, pausedAt, pausedMs }: Turn, now: Date): number {
  if (phaseStartedAt === null) return 0;
  return Math.max(0, (pausedAt ?? now).getTime() - phaseStartedAt.getTime() - pausedMs);
}

/** What becomes of a turn; undefined where the deed does not fit it. */
export function turned(
  turn: Turn,
  deed: StageDeed,
  now: Date,
  talkLimitMs: number,
): Turn | undefined {
  if (!DEEDS[turn.phase].includes(deed)) return undefined;
  const version = turn.version + 1;
  switch (deed) {
    case 'start':
      return { ...WAITING, phase: 'talk', phaseStartedAt: now, version };
    case 'pause':
      return turn.pausedAt === null ? { ...turn, pausedAt: now, version } : undefined;
    case 'resume':
      if (turn.pausedAt === null) return undefined;
      return {
        ...turn,
        pausedAt: null,
        pausedMs: turn.pausedMs + now.getTime() - turn.pausedAt.getTime(),
        version,
      };
    case 'questions':
      return { ...ended(turn, now, talkLimitMs), phase: 'questions', phaseStartedAt: now, version };
    case 'finish':
      return { ...ended(turn, now, talkLimitMs), phase: 'done', phaseStartedAt: null, version };
    case 'reset':
      return { ...WAITING, version };
  }
}

function ended(turn: Turn, now: Date, talkLimitMs: number): Turn {
  const elapsed = elapsedMs(turn, now);
  const still = { ...turn, pausedAt: null, pausedMs: 0 };
  return turn.phase === 'talk'
    ? { ...still, talkMs: elapsed, overrunMs: Math.max(0, elapsed - talkLimitMs) }
    : { ...still, questionMs: elapsed };
}
