/**
 * Questions and answers as marking reads them. Structural: the contract's types satisfy these, and the library imports
 * nothing of it. Texts are Markdown; a share is exact text (`1`, `-0.5`, `1/3`), 1 being all of a question's points.
 */
interface Common {
  readonly text: string;
  readonly points: number;
  readonly generalFeedback: string;
  readonly parameters: readonly Parameter[];
}

export type Parameter =
  | {
      readonly name: string;
      readonly min: number;
      readonly max: number;
      readonly step: number;
    }
  | { readonly name: string; readonly values: readonly number[] };

export interface Option {
  readonly id: string;
  readonly text: string;
  readonly share: string;
  readonly feedback: string;
}

export interface Part {
  readonly id: string;
  readonly text: string;
}

export interface Tolerance {
  readonly kind: 'absolute' | 'relative';
  readonly value: string;
}

export interface NumericKey {
  readonly answers: readonly {
    readonly id: string;
    readonly value: string;
    readonly tolerance: Tolerance;
    readonly share: string;
    readonly feedback: string;
  }[];
  readonly wrongFeedback: string;
  readonly units: readonly { readonly unit: string; readonly factor: string }[];
  readonly unitRequired: boolean;
}

export interface ShortTextKey {
  readonly answers: readonly Option[];
  readonly wrongFeedback: string;
  readonly caseSensitive: boolean;
  readonly accentSensitive: boolean;
}

export type Gap = { readonly id: string; readonly weight: number } & (
  | ({ readonly kind: 'numeric' } & NumericKey)
  | ({ readonly kind: 'short_text' } & ShortTextKey)
  | { readonly kind: 'choice'; readonly options: readonly Option[]; readonly shuffle: boolean }
);

export type MultipleRule = 'all_or_nothing' | 'right_minus_wrong' | 'per_option' | 'weights';
export type MatchingRule = 'all_or_nothing' | 'per_pair';
export type OrderingRule = 'all_or_nothing' | 'positions' | 'neighbours';

export type ModelFigure =
  | { readonly of: 'confusion_cell'; readonly truth: string; readonly predicted: string }
  | { readonly of: 'recall' | 'precision' | 'specificity' | 'f1'; readonly class: string }
  | { readonly of: 'accuracy' | 'r2' | 'mae' | 'rmse' }
  | { readonly of: 'interval_width'; readonly metric: string };

export interface Single extends Common {
  readonly type: 'single';
  readonly options: readonly Option[];
  readonly shuffle: boolean;
}
export interface Multiple extends Common {
  readonly type: 'multiple';
  readonly options: readonly {
    readonly id: string;
    readonly text: string;
    readonly correct: boolean;
    readonly weight: string;
    readonly feedback: string;
  }[];
  readonly rule: MultipleRule;
  readonly shuffle: boolean;
}
export interface TrueFalse extends Common {
  readonly type: 'true_false';
  readonly correct: boolean;
  readonly feedbackTrue: string;
  readonly feedbackFalse: string;
}
export interface Numeric extends Common, NumericKey {
  readonly type: 'numeric';
}
export interface ShortText extends Common, ShortTextKey {
  readonly type: 'short_text';
}
export interface Matching extends Common {
  readonly type: 'matching';
  readonly items: readonly (Part & { readonly target: string })[];
  readonly targets: readonly Part[];
  readonly rule: MatchingRule;
  readonly shuffle: boolean;
}
export interface Ordering extends Common {
  readonly type: 'ordering';
  readonly items: readonly Part[];
  readonly rule: OrderingRule;
}
export interface Cloze extends Common {
  readonly type: 'cloze';
  readonly gaps: readonly Gap[];
}
export interface Essay extends Common {
  readonly type: 'essay';
  readonly rubric: readonly {
    readonly id: string;
    readonly criterion: string;
    readonly points: number;
  }[];
  readonly maxWords: number | null;
  readonly markerNotes: string;
}
export interface Computed extends Common {
  readonly type: 'computed';
  readonly challengeId: string | null;
  readonly figure: ModelFigure;
  readonly tolerance: Tolerance;
  readonly wrongFeedback: string;
}
export interface Description extends Common {
  readonly type: 'description';
}

export type Question =
  | Single
  | Multiple
  | TrueFalse
  | Numeric
  | ShortText
  | Matching
  | Ordering
  | Cloze
  | Essay
  | Computed
  | Description;

/** What an attempt fixed when it began: drawn parameters, and a computed question's figure, as decimals. */
export interface Variant {
  readonly values: Readonly<Record<string, string>>;
  readonly resolved: string | null;
}

export type NumberReading = 'decimal' | 'thousands';

export interface TypedNumber {
  readonly text: string;
  readonly reading: NumberReading | null;
}

export type Answer =
  | { readonly type: 'single'; readonly option: string | null }
  | { readonly type: 'multiple'; readonly options: readonly string[] }
  | { readonly type: 'true_false'; readonly value: boolean | null }
  | ({ readonly type: 'numeric' } & TypedNumber)
  | { readonly type: 'short_text'; readonly text: string }
  | {
      readonly type: 'matching';
      readonly pairs: readonly { readonly item: string; readonly target: string }[];
    }
  | { readonly type: 'ordering'; readonly order: readonly string[] }
  | {
      readonly type: 'cloze';
      readonly gaps: readonly ({ readonly gap: string } & TypedNumber)[];
    }
  | { readonly type: 'essay'; readonly text: string }
  | ({ readonly type: 'computed' } & TypedNumber);
