import { silenceOf } from './silence.rules';

const now = new Date('2026-03-20T15:00:00Z');
const ago = (days: number) => new Date(now.getTime() - days * 86_400_000);
const signs = (given: Partial<Parameters<typeof silenceOf>[0]> = {}) => ({
  joinedAt: ago(30),
  seenAt: ago(1),
  submittedAt: ago(1),
  attemptedAt: ago(1),
  ...given,
});

describe('who is silent', () => {
  it('is whoever has not signed in, or did no work at all, for so many days', () => {
    expect(silenceOf(signs(), 7, now)).toEqual([]);
    expect(silenceOf(signs({ seenAt: ago(8) }), 7, now)).toEqual(['no-sign-in']);
    expect(silenceOf(signs({ submittedAt: ago(8), attemptedAt: null }), 7, now)).toEqual([
      'no-submission',
      'no-attempt',
    ]);
    expect(silenceOf(signs({ seenAt: null }), 7, now)).toEqual(['never-signed-in']);
  });

  it('is not who does one of the two, nor who has just joined', () => {
    expect(silenceOf(signs({ submittedAt: null }), 7, now)).toEqual([]);
    expect(silenceOf(signs({ attemptedAt: ago(20) }), 7, now)).toEqual([]);
    expect(silenceOf(signs({ joinedAt: ago(6), seenAt: null }), 7, now)).toEqual([]);
  });

  it('counts whole days: exactly so many ago is not longer ago', () => {
    expect(silenceOf(signs({ seenAt: ago(7) }), 7, now)).toEqual([]);
    expect(silenceOf(signs({ seenAt: ago(7.001) }), 7, now)).toEqual(['no-sign-in']);
  });
});
