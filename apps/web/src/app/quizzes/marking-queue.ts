interface Waiting {
  readonly attemptId: string;
  readonly questionId: string;
  readonly marked: boolean;
}
interface Place {
  readonly attemptId: string;
  readonly questionId: string;
}

/**
 * The next or previous answer that waits for a person's mark, seen from one of them (which may be marked itself); round
 * at the ends. Undefined where nothing else waits.
 */
export function waitingFrom<T extends Waiting>(
  queue: readonly T[],
  from: Place | undefined,
  by: 1 | -1,
): T | undefined {
  const here = (one: Place) =>
    one.attemptId === from?.attemptId && one.questionId === from.questionId;
  const at = queue.findIndex(here);
  const waits = (one: T) => !one.marked && !here(one);
  const [before, after] = at < 0 ? [[], queue] : [queue.slice(0, at), queue.slice(at + 1)];
  const round = [...after, ...before];
  return by === 1 ? round.find(waits) : round.findLast(waits);
}
