import { FAILURES_WINDOW_MS, secondsToWait, weakness } from './password.rules';

const ana = { email: 'ana.rios@example.org', givenName: 'Ana', familyName: 'Ríos' };

describe('a password', () => {
  it.each([
    ['Password123', 'common'],
    ['aaaaaaaaaab', 'monotonous'],
    ['Ana.Rios2026', 'personal'],
    ['ana.rios@example.org', 'personal'],
    ['caballo grapa pila', undefined],
  ])('%s is %s', (password, verdict) => {
    expect(weakness(password, ana)).toBe(verdict);
  });
});

describe('failed sign-ins', () => {
  const now = new Date('2026-03-02T15:00:00Z');
  const ago = (ms: number) => new Date(now.getTime() - ms);

  it('let the first five through, and the sixth when the oldest is a quarter of an hour old', () => {
    const failures = [ago(60_000), ago(50_000), ago(40_000), ago(30_000)];
    expect(secondsToWait(failures, now)).toBe(0);
    expect(secondsToWait([...failures, ago(1000)], now)).toBe((FAILURES_WINDOW_MS - 60_000) / 1000);
    expect(secondsToWait([...failures, ago(FAILURES_WINDOW_MS)], now)).toBe(0);
  });
});
