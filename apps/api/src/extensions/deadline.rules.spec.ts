import { laterOf } from './deadline.rules';

describe('a deadline with an extension', () => {
  const friday = new Date('2026-03-06T05:00:00Z');
  const monday = new Date('2026-03-09T05:00:00Z');

  it('is the extension', () => {
    expect(laterOf(friday, monday)).toEqual(monday);
  });
  it('is the end of all where that was moved beyond the extension', () => {
    expect(laterOf(monday, friday)).toEqual(monday);
  });
  it('is the end of all for a group without one, and none where there is no end', () => {
    expect(laterOf(friday, undefined)).toEqual(friday);
    expect(laterOf(null, monday)).toBeNull();
  });
});
