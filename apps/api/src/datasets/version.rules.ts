import type { Complaint, DatasetVersionState, SplitMethod, SplitPlan } from '@holdout/contracts';

/** none → making → made | refused; what was refused may be asked for again. */
export type SplitState = 'none' | 'making' | 'made' | 'refused';

export interface SplitRequest {
  readonly method: SplitMethod;
  readonly column: string | null;
  readonly fractions: SplitPlan['fractions'];
}

type Refusal =
  | { readonly code: 'dataset-not-ready'; readonly faults: readonly [] }
  | { readonly code: 'already-split'; readonly faults: readonly [] }
  | { readonly code: 'split-refused'; readonly faults: readonly Complaint[] };

/** Whether this version may be split so, as far as its columns tell; the rows are the worker's to judge. */
export function splitRefusal(
  version: {
    readonly state: DatasetVersionState;
    readonly splitState: SplitState;
    readonly columns: readonly { readonly name: string }[];
  },
  asked: SplitRequest,
): Refusal | undefined {
  if (version.state !== 'ready') return { code: 'dataset-not-ready', faults: [] };
  if (version.splitState === 'made' || version.splitState === 'making')
    return { code: 'already-split', faults: [] };
  const faults = columnFaults(
    version.columns.map(({ name }) => name),
    asked,
  );
  return faults.length > 0 ? { code: 'split-refused', faults } : undefined;
}

function columnFaults(columns: readonly string[], { method, column }: SplitRequest): Complaint[] {
  if (method === 'random')
    return column === null ? [] : [{ code: 'split-column-not-used', column }];
  if (column === null) return [{ code: 'split-column-needed', value: method }];
  if (columns.includes(column)) return [];
  return [
    {
      code: 'split-column-unknown',
      value: column,
      expected: columns.slice(0, 20).join(', '),
    },
  ];
}

/** Students see a dataset as soon as one of its versions could be read. */
export function shownToStudents(versions: readonly { state: DatasetVersionState }[]): boolean {
  return versions.some(({ state }) => state === 'ready');
}
