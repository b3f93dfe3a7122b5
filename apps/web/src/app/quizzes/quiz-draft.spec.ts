import type { Quiz } from '@holdout/contracts';

import { carriedOver, changeOf, draftOf } from './quiz-draft';

const ZONE = 'America/Bogota';
const quiz: Quiz = {
  id: '0198a8b0-0000-7000-8000-000000000001',
  title: 'Quiz 1',
  instructions: '',
  opensAt: '2026-03-02T13:00:00.250Z',
  closesAt: null,
  takenBy: 'person',
  order: 'fixed',
  limitSeconds: 90,
  attempts: 1,
  counts: 'best',
  release: 'close',
  activityId: null,
  state: 'draft',
  questions: 0,
  points: 0,
  publishedAt: null,
  releasedAt: null,
  mine: null,
  staff: null,
};

it('shows dates by the course’s clocks and the limit in minutes', () => {
  expect(draftOf(quiz, ZONE)).toMatchObject({
    opensAt: '2026-03-02T08:00:00',
    closesAt: '',
    limitMinutes: 1.5,
  });
});

it('sends what was changed and nothing else: a date that nobody touched keeps its milliseconds', () => {
  const draft = draftOf(quiz, ZONE);
  expect(changeOf(draft, quiz, ZONE)).toEqual({});
  expect(
    changeOf({ ...draft, closesAt: '2026-03-03T08:00', limitMinutes: null }, quiz, ZONE),
  ).toEqual({ closesAt: '2026-03-03T13:00:00.000Z', limitSeconds: null });
  expect(changeOf({ ...draft, opensAt: '', title: ' Otro ' }, quiz, ZONE)).toEqual({
    opensAt: null,
    title: 'Otro',
  });
});

it('keeps what is being typed when the quiz is read anew, and takes the rest', () => {
  const draft = { ...draftOf(quiz, ZONE), title: 'A medio escribir' };
  const after: Quiz = { ...quiz, title: 'De otra persona', attempts: 3 };
  expect(carriedOver(draft, quiz, after, ZONE)).toMatchObject({
    title: 'A medio escribir',
    attempts: 3,
  });
});
