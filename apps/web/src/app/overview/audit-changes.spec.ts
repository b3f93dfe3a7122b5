import { changesIn } from './audit-changes';

describe('the two sides of an audit entry', () => {
  it('show only what differs', () => {
    expect(changesIn({ title: 'A', term: '1' }, { title: 'B', term: '1' })).toEqual([
      { field: 'title', old: 'A', now: 'B' },
    ]);
  });

  it('leave out what a change did not speak of', () => {
    expect(changesIn({ title: 'A', term: '1' }, { title: 'B' })).toHaveLength(1);
  });

  it('show what came and what went', () => {
    expect(changesIn(null, { open: true })).toEqual([{ field: 'open', old: '–', now: 'true' }]);
    expect(changesIn({ open: false }, null)).toEqual([{ field: 'open', old: 'false', now: '–' }]);
  });

  it('take anything the server may have kept, and cut what is too long to read', () => {
    expect(changesIn('a', 'b')).toEqual([{ field: '·', old: 'a', now: 'b' }]);
    expect(changesIn(undefined, { ids: [1, 2] })[0]?.now).toBe('[1,2]');
    expect(changesIn(null, { text: 'x'.repeat(500) })[0]?.now).toHaveLength(121);
  });
});
