/** What a predictions file must hold. */
export interface Expected {
  readonly task: 'regression' | 'forecasting' | 'binary' | 'multiclass' | 'clustering';
  /** The rows to predict, by the platform's ids, all different; the answer comes in this order. */
  readonly ids: Int32Array;
  /** Labels of the classes; of a binary task [negative, positive]. Empty for numbers and clusters. */
  readonly classes: readonly string[];
  readonly needsProbability: boolean;
  /** A validation file may hold some of the rows. */
  readonly partial: boolean;
}
