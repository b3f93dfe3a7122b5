/** One fault of an upload, in the shape of the contract's Complaint: no sentence, the web has it as `fault.<code>`. */
export interface Complaint {
  readonly code: string;
  /** The entry of the archive, the line of the code, the name: what is at fault. */
  readonly value?: string;
  readonly expected?: string;
  /** How many of this kind there are in all, where only the first are listed. */
  readonly count?: number;
  /** Line of the file as an editor counts. */
  readonly row?: number;
  /** Of a notebook, counted from 1; `row` is then a line of it. */
  readonly cell?: number;
}
