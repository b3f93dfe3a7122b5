import { movedRank, offeredOf, withRank, withoutRank } from './ranking';

describe('a ranking in the page', () => {
  it('takes each dataset once, and no more than asked for', () => {
    expect(withRank(['a'], 'b', 3)).toEqual(['a', 'b']);
    expect(withRank(['a', 'b'], 'a', 3)).toEqual(['a', 'b']);
    expect(withRank(['a', 'b'], 'c', 2)).toEqual(['a', 'b']);
    expect(withoutRank(['a', 'b'], 'a')).toEqual(['b']);
  });
  it('moves up and down, and stays at its ends', () => {
    expect(movedRank(['a', 'b', 'c'], 2, 0)).toEqual(['c', 'a', 'b']);
    expect(movedRank(['a', 'b', 'c'], 0, -1)).toEqual(['a', 'b', 'c']);
    expect(movedRank(['a', 'b', 'c'], 2, 3)).toEqual(['a', 'b', 'c']);
  });
  it('forgets what is offered no more', () => {
    expect(offeredOf(['x', 'b'], [{ datasetId: 'a' }, { datasetId: 'b' }])).toEqual(['b']);
  });
});
