import { MODEL_ANCHORS } from '@holdout/grading';

import { type PrivateSkill, type SkilledChallenge, modelItem } from './model.rules';

const NOW = new Date('2026-03-20T00:00:00Z');
const past = new Date('2026-03-10T00:00:00Z');
const challenge = (id: string, given: Partial<SkilledChallenge> = {}): SkilledChallenge => ({
  id,
  closesAt: past,
  revealedAt: past,
  groupIds: [],
  formerGroups: [],
  ...given,
});
const skill = (challengeId: string, groupId: string, value: number): PrivateSkill => ({
  challengeId,
  groupId,
  value,
});
const item = (
  challenges: SkilledChallenge[],
  skills: PrivateSkill[],
  full: { challengeId: string; skill: string }[] = [],
) =>
  modelItem(
    'course',
    challenges,
    skills,
    ['a', 'b'],
    { model: { anchors: MODEL_ANCHORS, full } },
    NOW,
  );

describe('the model’s item', () => {
  it('is not there without a challenge that has a skill', () => {
    expect(item([], [])).toBeUndefined();
  });

  it('is the private skill on the anchors, after the reveal; nothing scored is missing', () => {
    const made = item([challenge('wine')], [skill('wine', 'a', 0.125)])!;
    expect(made.given.get('a')).toMatchObject({ state: 'earned', points: '55' });
    expect(made.given.get('b')).toMatchObject({ state: 'missing', points: null });
    expect(made.deadline).toEqual(past);
  });

  it('waits for the last of several, and then is their mean, 0 where nothing was scored', () => {
    const wine = challenge('wine');
    const skills = [skill('wine', 'a', 1), skill('wine', 'b', 0), skill('iris', 'b', 1)];
    const stateOf = (iris: Partial<SkilledChallenge>) =>
      item([wine, challenge('iris', iris)], skills)?.given.get('a')?.state;
    expect(stateOf({ closesAt: new Date('2026-04-01T00:00:00Z'), revealedAt: null })).toBe(
      'not_due',
    );
    expect(stateOf({ closesAt: null, revealedAt: null })).toBe('not_due');
    expect(stateOf({ revealedAt: null })).toBe('pending');
    const both = item([wine, challenge('iris')], skills)!;
    expect([...both.given.values()].map(({ points }) => points)).toEqual(['45', '70']);
  });

  it('counts the challenges that are open to the group; who has none waits for a typed mark', () => {
    const made = item(
      [challenge('wine', { groupIds: ['a'] })],
      [skill('wine', 'a', 0.9)],
      [{ challengeId: 'wine', skill: '0.9' }],
    )!;
    expect(made.given.get('a')).toMatchObject({ state: 'earned', points: '100' });
    expect(made.given.get('b')).toMatchObject({ state: 'pending' });
  });
});
