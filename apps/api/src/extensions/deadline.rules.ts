/**
 * When something ends for a group. An extension gives longer and never takes away: where the end of all was moved
 * beyond it, that end counts; what has no end has none for anybody.
 */
export function laterOf(base: Date | null, until: Date | undefined): Date | null {
  if (base === null || until === undefined) return base;
  return until > base ? until : base;
}
