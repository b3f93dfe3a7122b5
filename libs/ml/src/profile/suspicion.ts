/** A reason to think that a score on these data would not mean what it says. The web says `leak.<code>`. */
export interface Suspicion {
  readonly code: string;
  readonly column: string | null;
  readonly value: number | null;
  readonly facts: Record<string, string | number>;
}
