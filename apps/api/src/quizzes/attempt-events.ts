import type { EventOf, attemptRoutes } from '@holdout/contracts';

type AttemptEvent = EventOf<typeof attemptRoutes.live>;

/** What those who answer together hear of each other. */
export const topicOf = (attemptId: string): string => `attempt:${attemptId}`;

export function attemptEvent(
  kind: AttemptEvent['kind'],
  at: Date,
  said: Partial<Omit<AttemptEvent, 'kind' | 'at' | 'endsAt'>> & { readonly endsAt?: Date | null },
): AttemptEvent {
  const { endsAt, ...rest } = said;
  return {
    questionId: null,
    answer: null,
    version: null,
    by: null,
    ...rest,
    kind,
    endsAt: endsAt?.toISOString() ?? null,
    at: at.toISOString(),
  };
}
