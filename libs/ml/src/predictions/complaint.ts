/** One fault of a file. `row` is the line as an editor shows it; the web says `fault.<code>`. */
export interface Complaint {
  readonly code: string;
  readonly row?: number;
  readonly column?: string;
  readonly value?: string;
  readonly expected?: string;
  /** How many of this kind there are in all. */
  readonly count?: number;
}

const LISTED = 20;

/** At most `length` UTF-16 units of a text; a letter of two that would be cut in half, which no JSON column takes, is left out. */
export function beginning(text: string, length: number): string {
  return text.length <= length ? text : text.slice(0, length).replace(/[\ud800-\udbff]$/, '');
}

/** Collects the first twenty faults of each kind and counts the rest, so that a bad file has a bounded answer. */
export class Complaints {
  private readonly kinds = new Map<string, { first: Complaint[]; count: number }>();

  add(complaint: Complaint): void {
    const key = `${complaint.code} ${complaint.column ?? ''}`;
    const kind = this.kinds.get(key) ?? { first: [], count: 0 };
    kind.count += 1;
    if (kind.first.length < LISTED)
      kind.first.push(
        complaint.value === undefined
          ? complaint
          : { ...complaint, value: beginning(complaint.value, 80) },
      );
    this.kinds.set(key, kind);
  }

  any(): boolean {
    return this.kinds.size > 0;
  }

  /** The first of a kind carries the count where more than are listed were found. */
  get list(): Complaint[] {
    return [...this.kinds.values()].flatMap(({ first, count }) =>
      first.map((complaint, i) => (i === 0 && count > 1 ? { ...complaint, count } : complaint)),
    );
  }
}
