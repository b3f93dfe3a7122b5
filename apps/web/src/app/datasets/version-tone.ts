import type { DatasetVersionState } from '@holdout/contracts';

/** Classes of a `tag`. */
export const VERSION_TONES: Readonly<Record<DatasetVersionState, string>> = {
  received: '',
  profiling: '',
  ready: 'good',
  rejected: 'bad',
  failed: 'bad',
};
