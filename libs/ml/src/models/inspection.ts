import { type Complaint } from '../sandbox';

/** What a model asks for: a tensor by name; null is a dimension that may be any. */
export interface Tensor {
  readonly name: string;
  readonly type: string;
  readonly shape: readonly (number | null)[];
}

/** What is wrong with a file, all at once, or what it says of itself. Nothing is loaded to find out. */
export type Inspection<M> =
  | { readonly sound: true; readonly model: M }
  | { readonly sound: false; readonly complaints: readonly Complaint[] };

const LISTED = 20;

/** Collects faults: each once, at most 20 of a code, with their count. */
export class Faults {
  private readonly found = new Map<string, Map<string, Complaint>>();

  add(complaint: Complaint): void {
    const { code, value = '' } = complaint;
    const same = this.found.get(code) ?? new Map<string, Complaint>();
    if (!same.has(value)) same.set(value, complaint);
    this.found.set(code, same);
  }

  get none(): boolean {
    return this.found.size === 0;
  }

  get all(): Complaint[] {
    return [...this.found.values()].flatMap((same) =>
      [...same.values()]
        .slice(0, LISTED)
        .map((each) => (same.size > 1 ? { ...each, count: same.size } : each)),
    );
  }
}

/** A name of the file in a complaint: short, and without what a page or terminal would take for more. */
export function shown(name: string): string {
  return name.replace(/[^\x20-\x7e\u00a0-\uffff]/g, '?').slice(0, 100);
}

/** Column names that a model declares: a JSON list, or names between commas; null where it does not, or says something else. */
export function columnsSaid(said: unknown): string[] | null {
  let list = said;
  if (typeof said === 'string') {
    try {
      list = JSON.parse(said);
    } catch {
      list = said.split(',').map((name) => name.trim());
    }
  }
  if (!Array.isArray(list) || list.length === 0 || list.length > 10_000) return null;
  const names = list.filter((name) => typeof name === 'string' && name !== '') as string[];
  return names.length === list.length && new Set(names).size === names.length ? names : null;
}
