const KNOWN = new Set(['hard', 'easy', 'negative-discrimination', 'distractor-unused']);

/** The sentence of a warning; a server newer than this page may warn of what it has no sentence for. */
export const warningKey = (warning: string): string =>
  `quizStaff.warning.${KNOWN.has(warning) ? warning : 'other'}`;
