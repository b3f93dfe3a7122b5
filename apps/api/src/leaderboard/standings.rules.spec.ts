import {
  type Candidate,
  finalsOf,
  privateStanding,
  publicStanding,
  ranksOf,
  stepsOf,
} from './standings.rules';

const figure = (score: number) => ({
  score,
  low: null,
  high: null,
  noInterval: null,
  skill: null,
});

/** `a 0.8/0.7 final`: the submission a, public 0.8, private 0.7, marked as final; in the order they were sent. */
const sent = (...lines: string[]): Candidate[] =>
  lines.map((line, minute) => {
    const [id = '', scores = '', ...words] = line.split(' ');
    const [open = '', kept = ''] = scores.split('/');
    const receivedAt = new Date(Date.UTC(2026, 2, 2, 15, minute));
    return {
      submissionId: id,
      evaluationId: `${id}-1`,
      receivedAt,
      finalAt: words.includes('final') ? receivedAt : null,
      ladder: words.includes('no-better')
        ? 'no-better'
        : words.includes('better')
          ? 'better'
          : null,
      public: open === '-' ? null : figure(Number(open)),
      private: kept === '-' ? null : figure(Number(kept)),
    };
  });

const names = (found: readonly { submissionId: string }[]) =>
  found.map(({ submissionId }) => submissionId);

describe('the public standing of a group', () => {
  it('is its best, and of equals the one it sent first', () => {
    const group = sent('a 0.7/0', 'b 0.9/0', 'c 0.9/0', 'd 0.8/0');
    expect(publicStanding(group, 'higher')).toMatchObject({ submissionId: 'b', score: 0.9 });
    expect(publicStanding([...group].reverse(), 'higher')).toMatchObject({ submissionId: 'b' });
    expect(publicStanding(group, 'lower')).toMatchObject({ submissionId: 'a', score: 0.7 });
    expect(publicStanding([], 'higher')).toBeNull();
  });

  it('rises in steps, one per improvement', () => {
    const group = sent('a 0.7/0', 'b 0.6/0', 'c -/0', 'd 0.9/0', 'e 0.9/0', 'f 0.95/0');
    expect(names(stepsOf(group, 'higher'))).toEqual(['a', 'd', 'f']);
    expect(names(stepsOf(group, 'lower'))).toEqual(['a', 'b']);
  });

  it('in a strict challenge passes over what is no better beyond chance', () => {
    const group = sent('a 0.7/0 better', 'b 0.71/0 no-better', 'c 0.8/0 better');
    expect(names(stepsOf(group, 'higher'))).toEqual(['a', 'c']);
  });
});

describe('the private standing of a group', () => {
  it('is the best private score of the two it marked, not of the best it sent', () => {
    const group = sent('a 0.9/0.5', 'b 0.5/0.6 final', 'c 0.6/0.7 final', 'd 0.1/0.99');
    expect(privateStanding(group, 'higher', 2)).toMatchObject({ submissionId: 'c', score: 0.7 });
  });

  it('takes its best public ones where it marked fewer', () => {
    const group = sent('a 0.9/0.5', 'b 0.5/0.6 final', 'c 0.95/0.55', 'd 0.1/0.99');
    expect(names(finalsOf(group, 'higher', 2))).toEqual(['b', 'c']);
    expect(privateStanding(group, 'higher', 2)).toMatchObject({ submissionId: 'b', score: 0.6 });
    expect(privateStanding(sent('a 3/9', 'b 2/8', 'c 1/10'), 'lower', 2)).toMatchObject({
      submissionId: 'b',
    });
  });

  it('is nothing where no final has a private score', () => {
    expect(privateStanding(sent('a 0.9/-'), 'higher', 2)).toBeNull();
  });
});

describe('ranks', () => {
  const ranks = (...lines: [score: number, tier: number | null][]) =>
    ranksOf(lines.map(([score, tier]) => ({ sortKey: -score, tier })));

  it('are 1 + the groups in higher tiers', () => {
    expect(ranks([0.9, 1], [0.89, 1], [0.7, 2], [0.7, 2], [0.6, 2], [0.1, 3])).toEqual([
      1, 1, 3, 3, 3, 6,
    ]);
    expect(ranks()).toEqual([]);
  });

  it('go by the score where the tier is still worked out: equal ones share it, and the next counts on', () => {
    const none = null;
    expect(ranks([0.9, none], [0.9, none], [0.8, none], [0.8, none], [0.1, none])).toEqual([
      1, 1, 3, 3, 5,
    ]);
    expect(ranks([0.95, none], [0.9, 1], [0.89, 1], [0.8, none], [0.7, 2])).toEqual([
      1, 1, 1, 4, 3,
    ]);
  });
});
