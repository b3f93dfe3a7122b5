import type { BodyOf, Counting, Quiz, Release, TakenBy, quizRoutes } from '@holdout/contracts';

import { instantOf, localTime } from '../challenges/zoned-time';

/** The settings of a quiz as their form has them: local times of the course's zone, the limit in minutes. */
export interface QuizDraft {
  title: string;
  instructions: string;
  opensAt: string;
  closesAt: string;
  takenBy: TakenBy;
  order: 'fixed' | 'shuffled';
  limitMinutes: number | null;
  attempts: number;
  counts: Counting;
  release: Release;
}

type Change = BodyOf<typeof quizRoutes.update>;

export function draftOf(quiz: Quiz, zone: string): QuizDraft {
  const { title, instructions, takenBy, order, attempts, counts, release } = quiz;
  const local = (instant: string | null) => (instant === null ? '' : localTime(instant, zone));
  return {
    title,
    instructions,
    opensAt: local(quiz.opensAt),
    closesAt: local(quiz.closesAt),
    takenBy,
    order,
    limitMinutes: quiz.limitSeconds === null ? null : quiz.limitSeconds / 60,
    attempts,
    counts,
    release,
  };
}

/** Only what was changed, so that nothing else is written over. */
export function changeOf(draft: QuizDraft, quiz: Quiz, zone: string): Change {
  const before = draftOf(quiz, zone);
  const { limitMinutes, opensAt, closesAt, ...plain } = draft;
  const after: Change = {
    ...plain,
    title: draft.title.trim(),
    opensAt: instantOf(opensAt, zone) ?? null,
    closesAt: instantOf(closesAt, zone) ?? null,
    limitSeconds: limitMinutes === null ? null : Math.round(limitMinutes * 60),
  };
  const fields = Object.keys(before) as (keyof QuizDraft)[];
  const names = fields
    .filter((name) => before[name] !== draft[name])
    .map((name) => (name === 'limitMinutes' ? 'limitSeconds' : name));
  return Object.fromEntries(names.map((name) => [name, after[name]]));
}

/** What is being typed stays when the quiz is read anew: only untouched fields follow it. */
export function carriedOver(draft: QuizDraft, before: Quiz, after: Quiz, zone: string): QuizDraft {
  const old = draftOf(before, zone);
  const touched = Object.entries(draft).filter(
    ([name, value]) => old[name as keyof QuizDraft] !== value,
  );
  return { ...draftOf(after, zone), ...Object.fromEntries(touched) };
}
