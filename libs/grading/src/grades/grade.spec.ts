import fc from 'fast-check';

import { gradeLine } from './grade';
import type { LineItem, MarkState } from './line';
import { MODEL_ANCHORS, modelShare } from './model';
import type { ItemKind, Policy, WorstQuiz } from './policy';
import { exact, ratioOf, sumOf } from './ratio';
import type { ReceiptPart, Total } from './receipt';
import { presetScale } from './scale';

const RUNS = { numRuns: 80 };

interface Given {
  readonly kind: ItemKind;
  readonly points: number;
  readonly maximum: number;
  readonly day: number;
  readonly state: MarkState;
  readonly neverDrop: boolean;
  readonly bonus: boolean;
  readonly lateHours: number;
}

const given = (kind: ItemKind, flags = true) =>
  fc.record({
    kind: fc.constant(kind),
    points: fc.integer({ min: 0, max: 13 }),
    maximum: fc.constantFrom(7, 10, 12),
    day: fc.integer({ min: 1, max: 4 }),
    state: fc.constantFrom<MarkState>(
      'earned',
      'earned',
      'earned',
      'missing',
      'excused',
      'pending',
    ),
    neverDrop: flags ? fc.constantFrom(false, false, true) : fc.constant(false),
    bonus: flags ? fc.constantFrom(false, false, false, true) : fc.constant(false),
    lateHours: fc.constantFrom(0, 0, 3, 30),
  });
const quizzes = (flags = true) => fc.array(given('quiz', flags), { maxLength: 6 });
const lineOfAll = fc
  .tuple(quizzes(), fc.array(given('model'), { maxLength: 2 }), given('presentation'))
  .map(([some, models, presentation]) => [...some, ...models, presentation]);

const effect = fc.constantFrom<WorstQuiz['effect']>(
  'drop',
  'replace_when_higher',
  'replace_always',
);
const drop = fc.integer({ min: 0, max: 3 });

const idOf = (at: number) => `item-${String(at).padStart(2, '0')}`;
const lineOf = (all: readonly Given[]): LineItem[] =>
  all.map((one, at) => ({
    id: idOf(at),
    kind: one.kind,
    title: '',
    deadline: `2026-03-0${one.day}T00:00:00Z`,
    maximum: String(one.maximum),
    marks: [
      {
        memberId: null,
        state: one.state,
        points: one.state === 'earned' ? String(one.points) : null,
        published: true,
        lateSeconds: one.lateHours * 3600,
        override: null,
      },
    ],
  }));

function policyOf(all: readonly Given[], worst: Partial<WorstQuiz> = {}): Policy {
  return {
    components: [
      { id: 'quizzes', name: '', kind: 'quizzes', weight: '40' },
      { id: 'model', name: '', kind: 'model', weight: '20' },
      { id: 'presentation', name: '', kind: 'presentation', weight: '40' },
    ],
    worst: { unit: 'group', effect: 'drop', drop: 1, condition: { kind: 'none' }, ...worst },
    items: all.map(({ neverDrop, bonus }, at) => ({ itemId: idOf(at), neverDrop, bonus })),
    late: { graceMinutes: 5, per: 'day', penalty: '1/10', floor: '1/5' },
    scale: presetScale('0-5'),
    capped: true,
    factor: { min: '0.8', max: '1.2' },
    model: { anchors: MODEL_ANCHORS, full: [] },
  };
}

const grade = (all: readonly Given[], worst?: Partial<WorstQuiz>) =>
  gradeLine(policyOf(all, worst), 1, lineOf(all));
const quizShare = (all: readonly Given[], worst?: Partial<WorstQuiz>) =>
  grade(all, worst).toDate.components[0]!.share;

/** null is no grade, below every grade. */
const notLess = (a: string | null, b: string | null) =>
  b === null || (a !== null && exact(a).gte(exact(b)));

describe('whatever the marks', () => {
  // Not with replace_always and a condition on the project mark: the 60th percent of the project can then put 60 in the
  // place of an 80. Nor with a condition and never_drop, where dropping can lower the mean.
  it('a higher score never lowers a grade', () => {
    fc.assert(
      fc.property(
        lineOfAll,
        effect,
        drop,
        fc.nat(),
        fc.integer({ min: 1, max: 5 }),
        (all, how, most, at, more) => {
          const raised = all.map((one, i) =>
            i === at % all.length ? { ...one, points: one.points + more } : one,
          );
          for (const total of ['toDate', 'ifRestZero'] as const)
            expect(
              notLess(
                grade(raised, { effect: how, drop: most })[total].exact,
                grade(all, { effect: how, drop: most })[total].exact,
              ),
            ).toBe(true);
        },
      ),
      RUNS,
    );
  });

  it('a higher project mark never lowers a grade where the drop has a condition on it', () => {
    fc.assert(
      fc.property(quizzes(false), fc.integer({ min: 0, max: 9 }), (some, points) => {
        const of = (earned: number) =>
          grade(
            [...some, { ...MODEL, points: earned }, { ...MODEL, kind: 'presentation', points: 5 }],
            { condition: { kind: 'project_mark', atLeast: '3/5' } },
          ).toDate.exact;
        expect(notLess(of(points + 1), of(points))).toBe(true);
      }),
      RUNS,
    );
  });

  it('the order of the items changes no number', () => {
    fc.assert(
      fc.property(lineOfAll, effect, drop, (all, how, most) => {
        const policy = policyOf(all, { effect: how, drop: most });
        const line = lineOf(all);
        const [forth, back] = [line, line.toReversed()].map((each) => gradeLine(policy, 1, each));
        expect([back!.toDate.exact, back!.ifRestZero.exact, back!.final.grade]).toEqual([
          forth!.toDate.exact,
          forth!.ifRestZero.exact,
          forth!.final.grade,
        ]);
        expect(new Set(usesOf(back!.toDate))).toEqual(new Set(usesOf(forth!.toDate)));
      }),
      RUNS,
    );
  });

  it('what is dropped is the best subset to drop, found by trying all', () => {
    fc.assert(
      fc.property(quizzes(), drop, (some, most) => {
        const lines = grade(some, { drop: 0 }).toDate.components[0]?.parts[0]?.lines ?? [];
        const counted = lines.filter(({ use }) => use === 'counts');
        const may = counted.filter(({ why }) => !why.includes('never-drop'));
        const bonus = lines.filter(({ use }) => use === 'bonus').map(({ share }) => exact(share!));
        const many = Math.max(0, Math.min(most, may.length - 1));
        const means = subsets(may, many).map((left) => {
          const kept = counted.filter((line) => !left.includes(line));
          return sumOf([...kept.map(({ share }) => exact(share!)), ...bonus]).div(kept.length || 1);
        });
        const best = means.reduce((a, b) => (b.gt(a) ? b : a));
        expect(quizShare(some, { drop: most })).toBe(counted.length === 0 ? null : ratioOf(best));
      }),
      RUNS,
    );
  });

  it('dropping never lowers the mean, where none is kept by force', () => {
    fc.assert(
      fc.property(quizzes(false), drop, (some, most) => {
        expect(notLess(quizShare(some, { drop: most }), quizShare(some, { drop: 0 }))).toBe(true);
      }),
      RUNS,
    );
  });

  it('the receipt’s lines recompute the total', () => {
    fc.assert(
      fc.property(lineOfAll, effect, drop, (all, how, most) => {
        const { toDate, ifRestZero } = grade(all, { effect: how, drop: most });
        for (const total of [toDate, ifRestZero]) expect(recomputed(total)).toBe(total.exact);
      }),
      RUNS,
    );
  });

  it('a higher skill never lowers a model’s mark', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true }), fc.double({ noNaN: true }), (a, b) => {
        const [low, high] = [a, b]
          .toSorted((x, y) => x - y)
          .map((x) => modelShare(x, MODEL_ANCHORS));
        expect(notLess(high!, low!)).toBe(true);
      }),
      RUNS,
    );
  });
});

describe('what cannot be graded is refused', () => {
  it('a maximum of 0, a number that is none, a skill that is none', () => {
    const [one] = lineOf([{ ...MODEL, points: 3 }]);
    const policy = policyOf([]);
    expect(() => gradeLine(policy, 1, [{ ...one!, maximum: '0' }])).toThrow(RangeError);
    const mark = { ...one!.marks[0]!, points: '1e-7' };
    expect(() => gradeLine(policy, 1, [{ ...one!, marks: [mark] }])).toThrow(RangeError);
    expect(() => modelShare(NaN, MODEL_ANCHORS)).toThrow(RangeError);
    expect(() => modelShare(0, MODEL_ANCHORS, '-2')).toThrow(RangeError);
    expect(() => exact('1/0')).toThrow(RangeError);
  });
});

const MODEL: Given = {
  kind: 'model',
  points: 0,
  maximum: 10,
  day: 1,
  state: 'earned',
  neverDrop: false,
  bonus: false,
  lateHours: 0,
};

const usesOf = ({ components }: Total) =>
  components.flatMap(({ parts }) =>
    parts.flatMap(({ lines }) =>
      lines.map(({ itemId, use, value }) => `${itemId} ${use} ${value}`),
    ),
  );

function subsets<T>(of: readonly T[], size: number): T[][] {
  if (size === 0) return [[]];
  return of.flatMap((one, at) => subsets(of.slice(at + 1), size - 1).map((rest) => [one, ...rest]));
}

/** As a person with the receipt in hand would do it. */
function recomputed(total: Total): string | null {
  const partShare = ({ lines }: ReceiptPart) => {
    const sum = sumOf(lines.flatMap(({ value }) => (value === null ? [] : exact(value))));
    const count = lines.filter(({ use }) => use === 'counts' || use === 'replaced').length;
    return count === 0 ? [] : [sum.div(count)];
  };
  const graded = total.components.flatMap(({ weight, parts, share }) => {
    const shares = parts.flatMap(partShare);
    if (shares.length > 0)
      return [{ weight: exact(weight), share: sumOf(shares).div(shares.length) }];
    return share === '0' ? [{ weight: exact(weight), share: exact('0') }] : [];
  });
  if (graded.length === 0) return null;
  const weighted = sumOf(graded.map(({ weight, share }) => weight.mul(share)));
  const mean = weighted.div(sumOf(graded.map(({ weight }) => weight))).mul(exact(total.factor));
  return ratioOf(total.capped ? exact('1') : mean);
}
