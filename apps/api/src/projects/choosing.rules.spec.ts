import {
  challengeOn,
  choosingOpen,
  decisionFault,
  fileFault,
  offerFaults,
  rankFaults,
} from './choosing.rules';

const offers = ['a', 'b', 'c', 'd'].map((id) => ({ datasetId: id, name: id.toUpperCase() }));

describe('a ranking', () => {
  const codesOf = (ranked: string[], count = 3) =>
    rankFaults(ranked, offers, count).map(({ code }) => code);
  it('names so many offered datasets, each once', () => {
    expect(codesOf(['c', 'a', 'b'])).toEqual([]);
    expect(codesOf(['a', 'a', 'b'])).toEqual(['ranked-twice']);
    expect(codesOf(['a', 'x', 'b'])).toEqual(['not-offered']);
    expect(codesOf(['a'])).toEqual(['ranked-too-few']);
    expect(codesOf(['a', 'b', 'c', 'd'])).toEqual(['ranked-too-many']);
  });
  it('names all there are where there are fewer than the course asks for', () => {
    expect(codesOf(['a', 'b', 'c', 'd'], 9)).toEqual([]);
    expect(rankFaults(['a'], offers, 9)).toEqual([
      { code: 'ranked-too-few', value: '1', expected: '4' },
    ]);
  });
  it('says which is there twice by its name', () => {
    expect(rankFaults(['b', 'b', 'b'], offers, 3)).toEqual([{ code: 'ranked-twice', value: 'B' }]);
  });
});

describe('choosing', () => {
  const end = new Date('2026-03-03T05:00:00Z');
  it('lasts to the very instant of its end, and needs something to choose', () => {
    expect(choosingOpen({ closesAt: end, offers: 2 }, end)).toBe(true);
    expect(choosingOpen({ closesAt: end, offers: 2 }, new Date(end.getTime() + 1))).toBe(false);
    expect(choosingOpen({ closesAt: null, offers: 2 }, end)).toBe(true);
    expect(choosingOpen({ closesAt: null, offers: 0 }, end)).toBe(false);
  });
});

describe('the challenge of a dataset', () => {
  const published = new Date('2026-03-01T05:00:00Z');
  const challenges = [
    { id: 'draft', datasetId: 'a', publishedAt: null },
    { id: 'old', datasetId: 'a', publishedAt: published },
    { id: 'new', datasetId: 'a', publishedAt: published },
    { id: 'other', datasetId: 'b', publishedAt: published },
  ];
  it('is the picked one, else the oldest that is published', () => {
    expect(challengeOn(challenges, 'a', null)?.id).toBe('old');
    expect(challengeOn(challenges, 'a', 'new')?.id).toBe('new');
    expect(challengeOn(challenges, 'a', 'draft')).toBeUndefined();
    expect(challengeOn(challenges, 'a', 'other')).toBeUndefined();
    expect(challengeOn(challenges, 'c', null)).toBeUndefined();
  });
  it('can be picked among those on it', () => {
    const datasets = [
      { id: 'a', name: 'A' },
      { id: 'b', name: 'B' },
    ];
    expect(offerFaults([{ datasetId: 'a', challengeId: 'draft' }], datasets, challenges)).toEqual(
      [],
    );
    expect(offerFaults([{ datasetId: 'a', challengeId: 'other' }], datasets, challenges)).toEqual([
      { code: 'challenge-not-on-dataset', value: 'A' },
    ]);
  });
});

describe('a proposed file', () => {
  it('is text', () => {
    expect(fileFault(Buffer.from('x;y\n1;2'))).toBeUndefined();
    expect(fileFault(Buffer.from(''))?.code).toBe('empty-file');
    expect(fileFault(Buffer.from('a\0b'))?.code).toBe('binary-file');
    expect(fileFault(Buffer.from('%PDF-1.7'))?.code).toBe('binary-file');
    expect(fileFault(Buffer.from('PK\u0003\u0004xl'))?.code).toBe('binary-file');
  });
  it('is answered once, and declined with a reason', () => {
    expect(decisionFault('proposed', { accept: true, reason: '' })).toBeUndefined();
    expect(decisionFault('proposed', { accept: false, reason: '' })).toBe('why-declined');
    expect(decisionFault('withdrawn', { accept: true, reason: '' })).toBe('proposal-decided');
  });
});
