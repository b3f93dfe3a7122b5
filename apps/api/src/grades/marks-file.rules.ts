import type { Complaint, MarkDeed, MarksReport, MarksRow } from '@holdout/contracts';
import { exact, ratioOf, roundHalfUp } from '@holdout/grading';

import { type BookFacts, type BookItem, cellKey, givenOf, groupAt, typedOf } from './line.rules';
import type { Column } from './marks-columns.rules';
import { type TypedMark, changed } from './typed.rules';

interface FileLine {
  readonly row: number;
  readonly cells: readonly string[];
}

export interface WantedMark {
  readonly itemId: string;
  readonly subjectId: string;
  readonly before: TypedMark;
  readonly after: TypedMark;
}

export interface MarksPlan {
  readonly rows: MarksRow[];
  readonly counts: MarksReport['counts'];
  readonly wanted: WantedMark[];
}

const NOTHING = /^(|-|n\/a)$/i;
const EXCUSED = /^(ex|exc|excused|excusad[oa])$/i;
const MISSING = /^(missing|sin entregar)$/i;
const NUMBER = /^\d{1,9}([.,]\d{1,9}|\/[1-9]\d{0,8})?$/;
/** What Canvas puts between its header and its students. */
const NOBODY = /^\s*(points possible|puntos posibles|manual posting|muted)\s*$/i;

interface Who {
  readonly id: string;
  readonly name: string;
  readonly kind: 'member' | 'group';
}

/**
 * What each line would do. A line with a fault is rejected as a whole and changes nothing; the others are taken. A mark of
 * a group may stand on each of its members' lines, where it must be the same.
 */
export function planMarks(
  lines: readonly FileLine[],
  columns: readonly Column[],
  facts: BookFacts,
): MarksPlan {
  const plan = new Planning(columns, facts);
  const rows = lines
    .filter(({ cells }) => !NOBODY.test(cells[0] ?? ''))
    .map((line) => plan.take(line));
  const change = rows.filter(({ verdict }) => verdict === 'change').length;
  const rejected = rows.filter(({ verdict }) => verdict === 'rejected').length;
  const wanted = [...plan.wanted.values()];
  return {
    rows,
    counts: { rows: rows.length, change, rejected, marks: wanted.length },
    wanted,
  };
}

/** A cell that says something. Its deed is null where it is so already. */
interface Wish {
  readonly item: BookItem;
  readonly subjectId: string;
  readonly key: string;
  readonly text: string;
  readonly deed: MarkDeed | null;
}

class Planning {
  readonly wanted = new Map<string, WantedMark>();
  /** What each line wrote into a mark of a group, changed or not. */
  private readonly written = new Map<string, string>();
  private readonly seen = new Set<string>();
  private readonly items: ReadonlyMap<string, BookItem>;
  private readonly people: ReadonlyMap<string, Who>;
  private readonly groups: ReadonlyMap<string, Who>;

  constructor(
    private readonly columns: readonly Column[],
    private readonly facts: BookFacts,
  ) {
    this.items = new Map(facts.items.map((item) => [item.id, item]));
    this.people = new Map(
      facts.students.flatMap(({ memberId: id, givenName, familyName, email, externalId }) => {
        const who: Who = { id, name: `${givenName} ${familyName}`, kind: 'member' };
        return [
          [`email ${email.toLowerCase()}`, who] as const,
          ...(externalId === null
            ? []
            : [[`external-id ${externalId.toLowerCase()}`, who] as const]),
        ];
      }),
    );
    this.groups = new Map(
      facts.groups.map(({ id, name }) => [name.toLowerCase(), { id, name, kind: 'group' }]),
    );
  }

  take({ row, cells }: FileLine): MarksRow {
    const { written, who } = this.whoIn(cells);
    const line = { row, who: written, name: who?.name ?? null };
    const reject = (faults: MarksRow['faults']): MarksRow => ({
      ...line,
      verdict: 'rejected',
      changes: [],
      faults,
    });
    if (!who) return reject([{ code: 'unknown-student', value: written }]);
    if (this.seen.has(who.id)) return reject([{ code: 'duplicate-person', value: written }]);
    this.seen.add(who.id);
    const faults: MarksRow['faults'] = [];
    const wishes = this.columns.flatMap((column, at) =>
      this.wishOf(column, (cells[at] ?? '').trim(), who, faults),
    );
    if (faults.length > 0) return reject(faults);
    const changes = this.keep(wishes);
    return { ...line, verdict: changes.length > 0 ? 'change' : 'unchanged', changes, faults };
  }

  private whoIn(cells: readonly string[]): { written: string; who: Who | undefined } {
    const named = (as: 'person' | 'group') =>
      this.columns.flatMap((column, at) =>
        column.as === as && cells[at] ? [{ column, text: cells[at].trim() }] : [],
      );
    const people = named('person');
    const found = people.flatMap(
      ({ column, text }) => this.people.get(`${column.names} ${text.toLowerCase()}`) ?? [],
    );
    const hasPeople = this.columns.some(({ as }) => as === 'person');
    if (hasPeople) return { written: people[0]?.text ?? '', who: found[0] };
    const [group] = named('group');
    return { written: group?.text ?? '', who: this.groups.get(group?.text.toLowerCase() ?? '') };
  }

  private wishOf(
    { column, as, itemId }: Column,
    text: string,
    who: Who,
    faults: MarksRow['faults'],
  ): Wish[] {
    const item = itemId === null ? undefined : this.items.get(itemId);
    if (!item || (as !== 'mark' && as !== 'comment') || NOTHING.test(text)) return [];
    const subjectId = this.subjectOf(item, who);
    if (subjectId === null) {
      faults.push({ code: 'mark-of-each-member', column });
      return [];
    }
    const key = `${as} ${cellKey(item.id, subjectId)}`;
    const other = this.written.get(key);
    if (other !== undefined && other !== text) {
      faults.push({ code: 'group-members-differ', column, value: text, expected: other });
      return [];
    }
    const typed = typedOf(this.facts, item.id, subjectId);
    const told = as === 'comment' ? commentDeed(text, typed) : this.deedOf(item, subjectId, text);
    if (told !== null && 'code' in told) {
      faults.push({ ...told, column });
      return [];
    }
    const outcome = told === null ? null : changed(typed, told, item);
    if (outcome !== null && 'faults' in outcome)
      faults.push(...outcome.faults.map((fault) => ({ ...faultOf(fault), column })));
    return [{ item, subjectId, key, text, deed: told }];
  }

  private subjectOf(item: BookItem, who: Who): string | null {
    if (item.by === 'group')
      return who.kind === 'group' ? who.id : (groupAt(this.facts, item, who.id) ?? who.id);
    return who.kind === 'member' ? who.id : null;
  }

  /** null: it is so already. */
  private deedOf(
    item: BookItem,
    subjectId: string,
    text: string,
  ): MarkDeed | Omit<Complaint, 'row'> | null {
    const typed = typedOf(this.facts, item.id, subjectId);
    const now = givenOf(this.facts, item, subjectId);
    if (EXCUSED.test(text)) return typed.excused ? null : { deed: 'excuse' };
    if (MISSING.test(text))
      return now.state === 'missing' && !typed.excused ? null : { deed: 'missing' };
    if (/^-\d/.test(text)) return { code: 'negative-mark', value: text };
    if (!NUMBER.test(text)) return { code: 'not-a-number', value: text };
    const points = text.replace(',', '.');
    const counts = typed.override?.points ?? now.points;
    if (counts !== null && !typed.excused && same(points, counts)) return null;
    return { deed: 'set', points };
  }

  /** One mark, one change, though its comment and its points stand in two columns. */
  private keep(wishes: readonly Wish[]): MarksRow['changes'] {
    return wishes.flatMap(({ item, subjectId, key, text, deed }) => {
      const again = this.written.has(key);
      this.written.set(key, text);
      if (deed === null || again) return [];
      const place = cellKey(item.id, subjectId);
      const typed = typedOf(this.facts, item.id, subjectId);
      const before = this.wanted.get(place)?.after ?? typed;
      const outcome = changed(before, deed, item);
      if ('faults' in outcome) return [];
      const after = { ...outcome.after, version: typed.version + 1 };
      this.wanted.set(place, { itemId: item.id, subjectId, before: typed, after });
      return [{ itemId: item.id, subjectId, from: fromOf(typed, deed), to: text }];
    });
  }
}

/** As exact numbers, or as the two decimals that an export of ours writes. */
const same = (text: string, points: string): boolean =>
  exact(text).equals(exact(points)) || text === roundHalfUp(points, 2);

const commentDeed = (text: string, { comment }: TypedMark): MarkDeed | null =>
  text === comment ? null : { deed: 'comment', text };

function fromOf({ points, missing, excused, override, comment }: TypedMark, deed: MarkDeed) {
  if (deed.deed === 'comment') return comment === '' ? null : comment;
  if (excused) return 'EX';
  if (override) return ratioOf(exact(override.points));
  return points ?? (missing ? 'missing' : null);
}

const faultOf = ({ code, value, expected }: Complaint): MarksRow['faults'][number] => ({
  code,
  ...(value === undefined ? {} : { value }),
  ...(expected === undefined ? {} : { expected }),
});
