import { instantOf, localTime } from './zoned-time';

describe('a deadline in the course’s zone', () => {
  it('is the zone’s, whatever the browser’s', () => {
    expect(instantOf('2026-11-26T23:59:59', 'America/Bogota')).toBe('2026-11-27T04:59:59.000Z');
    expect(localTime('2026-11-27T04:59:59.000Z', 'America/Bogota')).toBe('2026-11-26T23:59:59');
    expect(instantOf('2026-11-26T23:59', 'Asia/Kathmandu')).toBe('2026-11-26T18:14:00.000Z');
  });

  it('comes back as it was written, on both sides of a change of the clocks', () => {
    for (const zone of [
      'America/Bogota',
      'Europe/Madrid',
      'America/New_York',
      'Australia/Lord_Howe',
    ])
      for (const local of ['2026-03-07T12:00:00', '2026-07-01T00:00:00', '2026-11-02T23:59:59'])
        expect(localTime(instantOf(local, zone) ?? '', zone)).toBe(local);
  });

  it('reads a skipped hour as one later, and an hour shown twice as its first', () => {
    expect(instantOf('2026-03-08T02:30', 'America/New_York')).toBe('2026-03-08T07:30:00.000Z');
    expect(instantOf('2026-11-01T01:30', 'America/New_York')).toBe('2026-11-01T05:30:00.000Z');
  });

  it('refuses what is no time', () => {
    expect(instantOf('', 'America/Bogota')).toBeUndefined();
    expect(instantOf('2026-13-45T00:00', 'America/Bogota')).toBeUndefined();
    expect(instantOf('mañana', 'America/Bogota')).toBeUndefined();
  });
});
