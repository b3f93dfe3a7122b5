export interface Shortcut {
  /** As `KeyboardEvent.key` has it. */
  readonly key: string;
  /** Key of a dictionary: what it does. */
  readonly text: string;
  readonly run?: () => void;
}
