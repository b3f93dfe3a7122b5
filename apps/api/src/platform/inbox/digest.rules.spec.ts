import type { MailChoice, NoticeType } from '@holdout/contracts';

import { mailPlan } from './digest.rules';

const reader = (given: Partial<Parameters<typeof mailPlan>[1]> = {}) => ({
  timeZone: 'America/Bogota',
  choices: new Map<NoticeType, MailChoice>(),
  lastDay: null,
  ...given,
});
const told = (id: string, at: string, type: NoticeType = 'reminder', over = false) => ({
  id,
  type,
  at: new Date(at),
  over,
});

describe('what goes by mail', () => {
  it('waits for seven in the morning of the reader, then takes all that waits into one letter', () => {
    const evening = [told('a', '2026-03-02T23:00:00Z'), told('b', '2026-03-03T01:00:00Z')];
    const at = (now: string, zone = 'America/Bogota') =>
      mailPlan(evening, reader({ timeZone: zone }), new Date(now));
    expect(at('2026-03-03T11:59:59Z')).toEqual({ letter: [], done: [], day: null });
    expect(at('2026-03-03T12:00:00Z')).toEqual({
      letter: ['a', 'b'],
      done: ['a', 'b'],
      day: '2026-03-03',
    });
    expect(at('2026-03-03T06:00:00Z', 'Europe/Madrid').letter).toEqual(['a', 'b']);
  });

  it('tells of the afternoon on the next day, also when that day had no mail yet', () => {
    const noon = [told('a', '2026-03-02T17:00:00Z')];
    expect(mailPlan(noon, reader(), new Date('2026-03-02T23:00:00Z')).letter).toEqual([]);
    expect(mailPlan(noon, reader(), new Date('2026-03-03T12:00:00Z')).letter).toEqual(['a']);
  });

  it('is one a day: after the day’s mail the rest waits for tomorrow', () => {
    const late = [told('a', '2026-03-01T20:00:00Z')];
    const plan = mailPlan(
      late,
      reader({ lastDay: '2026-03-02' }),
      new Date('2026-03-02T18:00:00Z'),
    );
    expect(plan).toEqual({ letter: [], done: [], day: null });
  });

  it('posts at once what the person wants at once, and that is not the day’s mail', () => {
    const choices = new Map<NoticeType, MailChoice>([['score', 'at-once']]);
    const pending = [
      told('a', '2026-03-02T17:00:00Z', 'score'),
      told('b', '2026-03-02T17:00:00Z'),
      told('c', '2026-03-02T17:00:00Z', 'message'),
    ];
    expect(mailPlan(pending, reader({ choices }), new Date('2026-03-02T17:00:05Z'))).toEqual({
      letter: ['a', 'c'],
      done: ['a', 'c'],
      day: null,
    });
  });

  it('leaves out for good what is muted, read or taken back', () => {
    const choices = new Map<NoticeType, MailChoice>([['reminder', 'never']]);
    const pending = [
      told('a', '2026-03-02T17:00:00Z'),
      told('b', '2026-03-02T17:00:00Z', 'score', true),
      told('c', '2026-03-02T17:00:00Z', 'score'),
    ];
    expect(mailPlan(pending, reader({ choices }), new Date('2026-03-03T12:00:00Z'))).toEqual({
      letter: ['c'],
      done: ['a', 'b', 'c'],
      day: '2026-03-03',
    });
  });
});
