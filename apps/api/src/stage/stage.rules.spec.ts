import type { StageDeed } from '@holdout/contracts';

import { type Turn, WAITING, elapsedMs, turned } from './stage.rules';

const TALK_MS = 600_000;
const at = (seconds: number) => new Date(Date.UTC(2026, 11, 3, 23) + seconds * 1000);

function play(...deeds: readonly [StageDeed, number][]): Turn {
  let turn = WAITING;
  for (const [deed, second] of deeds) {
    const next = turned(turn, deed, at(second), TALK_MS);
    if (!next) throw new Error(`${deed} does not fit ${turn.phase}`);
    turn = next;
  }
  return turn;
}

describe('a turn on the stage', () => {
  it('counts from its start, and not while it stands still', () => {
    expect(elapsedMs(play(['start', 0]), at(90))).toBe(90_000);
    const paused = play(['start', 0], ['pause', 60]);
    expect(elapsedMs(paused, at(500))).toBe(60_000);
    expect(elapsedMs(play(['start', 0], ['pause', 60], ['resume', 100]), at(130))).toBe(90_000);
  });

  it('records by how much the talk was too long, without its pauses', () => {
    const over = play(['start', 0], ['pause', 60], ['resume', 120], ['questions', 700]);
    expect(over).toMatchObject({ talkMs: 640_000, overrunMs: 40_000, phase: 'questions' });
    expect(play(['start', 0], ['finish', 600])).toMatchObject({ overrunMs: 0, phase: 'done' });
  });

  it('counts the questions anew', () => {
    const turn = play(['start', 0], ['pause', 300], ['questions', 400]);
    expect(turn).toMatchObject({ talkMs: 300_000, pausedAt: null, pausedMs: 0 });
    expect(elapsedMs(turn, at(460))).toBe(60_000);
    expect(turned(turn, 'finish', at(520), TALK_MS)).toMatchObject({
      questionMs: 120_000,
      talkMs: 300_000,
    });
  });

  it('takes only what fits, and goes back to the queue with nothing left of it', () => {
    expect(turned(WAITING, 'pause', at(0), TALK_MS)).toBeUndefined();
    expect(turned(play(['start', 0]), 'start', at(1), TALK_MS)).toBeUndefined();
    expect(turned(play(['start', 0]), 'resume', at(1), TALK_MS)).toBeUndefined();
    expect(turned(play(['start', 0], ['pause', 1]), 'pause', at(2), TALK_MS)).toBeUndefined();
    expect(turned(play(['start', 0], ['finish', 9]), 'questions', at(10), TALK_MS)).toBeUndefined();
    expect(play(['start', 0], ['finish', 700], ['reset', 701])).toEqual({ ...WAITING, version: 3 });
  });
});
