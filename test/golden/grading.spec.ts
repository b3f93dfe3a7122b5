import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import {
  type LineItem,
  MODEL_ANCHORS,
  type Mark,
  type Policy,
  type Receipt,
  type ReceiptLine,
  exact,
  gradeLine,
  modelMark,
  presetScale,
  ratioOf,
  roundHalfUp,
} from '@holdout/grading';

/**
 * The grade rule, case by case, each with its sentence. A quiz is written `8/10`: `!` is never dropped, `+` a bonus, `?`
 * not published, `@25h` so late, `=9` overridden; or a state: missing, pending, not_due, excused.
 */
function golden<T>(name: string): [string, T][] {
  const cases = JSON.parse(
    readFileSync(join(__dirname, 'grading', `${name}.json`), 'utf8'),
  ) as (T & { sentence: string })[];
  return cases.map((each) => [each.sentence, each]);
}

interface Case {
  readonly quizzes?: string;
  readonly members?: Record<string, string>;
  readonly deadlines?: readonly string[];
  readonly model?: string;
  readonly presentation?: string;
  readonly weights?: readonly number[];
  readonly unit?: 'group' | 'member';
  readonly effect?: Policy['worst']['effect'];
  readonly drop?: number;
  readonly condition?: string;
  readonly scale?: Parameters<typeof presetScale>[0];
  readonly capped?: boolean;
  readonly late?: Policy['late'];
  readonly factor?: string;
  readonly override?: string;
  readonly expect: Partial<{
    toDate: string | null;
    ifRestZero: string | null;
    final: string | null;
    quizzes: string;
    percent: string;
    grade: string;
    passed: boolean;
    dropped: number[];
    replaced: number[];
    projectMark: string | null;
    rule: string;
    waitsFor: string[];
  }>;
}

/** `87.2 %`, `23/30`, `(34+18)/60`: exactly. */
function share(text: string): string {
  const percent = /^([\d.]+) %$/.exec(text);
  if (percent?.[1] !== undefined) return ratioOf(exact(percent[1]).div(100));
  const sum = /^\(([\d+]+)\)\/(\d+)$/.exec(text);
  if (sum?.[1] === undefined || sum[2] === undefined) return ratioOf(exact(text));
  const terms = sum[1].split('+').map((term) => exact(term));
  return ratioOf(terms.reduce((a, b) => a.add(b)).div(exact(sum[2])));
}

const STATES = ['missing', 'pending', 'not_due', 'excused'] as const;

function read(text: string, memberId: string | null = null) {
  const [, body = '', bonus] = /^(.*?)(\+?)$/.exec(text) ?? [];
  const [, written = '', minutes, unit, override] =
    /^([^@=]*)(?:@(\d+)([mh]))?(?:=(\d+))?$/.exec(body) ?? [];
  const plain = written.replace(/[!?]/g, '');
  const state = STATES.find((each) => each === plain);
  const [points = '0', maximum = '10'] = state === undefined ? plain.split('/') : ['0'];
  const mark: Mark = {
    memberId,
    state: state ?? 'earned',
    points: state === undefined ? points : null,
    published: !written.includes('?'),
    lateSeconds: minutes === undefined ? 0 : Number(minutes) * (unit === 'h' ? 3600 : 60),
    override: override ?? null,
  };
  return { mark, maximum, neverDrop: written.includes('!'), bonus: bonus === '+' };
}

const idOf = (at: number) => `quiz-${at + 1}`;
const item = (id: string, kind: LineItem['kind'], given: Partial<LineItem>): LineItem => ({
  id,
  kind,
  title: id,
  deadline: null,
  maximum: '10',
  marks: [],
  ...given,
});

function quizzesOf({ quizzes = '', members, deadlines }: Case) {
  const lines = Object.entries(members ?? { '': quizzes }).map(([name, marks]) =>
    marks.split(' ').filter(Boolean).map((text) => read(text, name === '' ? null : name)),
  );
  const read_ = lines[0]!.map((first, at) => ({
    ...first,
    marks: lines.map((line) => line[at]!.mark),
    deadline: `${deadlines?.[at] ?? `2020-11-${String(5 + at).padStart(2, '0')}`}T23:00:00Z`,
  }));
  return read_.map(({ marks, deadline, maximum, neverDrop, bonus }, at) => ({
    line: item(idOf(at), 'quiz', { marks, deadline, maximum }),
    setting: { itemId: idOf(at), neverDrop, bonus },
  }));
}

/** One item of 100 with this percentage, or in this state. */
function component(kind: 'model' | 'presentation', text: string | undefined): LineItem[] {
  if (text === undefined) return [];
  const percent = /^([\d.]+) %$/.exec(text)?.[1];
  const { mark } = read(percent === undefined ? text : `${percent}/100`);
  return [item(kind, kind, { maximum: '100', marks: [mark] })];
}

function conditionOf(text: string | undefined): Policy['worst']['condition'] {
  if (text === undefined) return { kind: 'none' };
  if (text === 'project_presented') return { kind: 'project_presented' };
  return { kind: 'project_mark', atLeast: share(text.replace('project_mark ', '')) };
}

function policyOf(each: Case): Policy {
  const kinds = ['quizzes', 'model', 'presentation'] as const;
  const there = kinds.filter(
    (kind) => kind === 'quizzes' || each[kind] !== undefined || each.weights,
  );
  const weights = each.weights ?? [40, 20, 40];
  return {
    components: there.map((kind) => ({
      id: kind,
      name: kind,
      kind,
      weight: String(weights[kinds.indexOf(kind)]),
    })),
    worst: {
      unit: each.unit ?? 'group',
      effect: each.effect ?? 'drop',
      drop: each.drop ?? 1,
      condition: conditionOf(each.condition),
    },
    items: quizzesOf(each).map(({ setting }) => setting),
    late: each.late
      ? { ...each.late, penalty: share(each.late.penalty), floor: share(each.late.floor) }
      : null,
    scale: presetScale(each.scale ?? '0-5'),
    capped: each.capped ?? true,
    factor: { min: '0.8', max: '1.2' },
    model: { anchors: MODEL_ANCHORS, full: [] },
  };
}

function receiptOf(each: Case): Receipt {
  const line = [
    ...quizzesOf(each).map(({ line }) => line),
    ...component('model', each.model),
    ...component('presentation', each.presentation),
  ];
  const adjusted = each.factor !== undefined || each.override !== undefined;
  return gradeLine(
    policyOf(each),
    1,
    line,
    adjusted
      ? {
          factor: each.factor ?? '1',
          override: each.override === undefined ? null : share(each.override),
        }
      : null,
  );
}

const quizzesIn = ({ toDate }: Receipt) => toDate.components.find(({ kind }) => kind === 'quizzes')!;
const places = (receipt: Receipt, use: ReceiptLine['use']) =>
  quizzesIn(receipt).parts.flatMap(({ lines }) =>
    lines.flatMap((line, at) => (line.use === use ? [at + 1] : [])),
  );

/** The figures of the receipt that the case speaks of, in its notation. */
function figuresOf(receipt: Receipt, expected: Case['expect']): Case['expect'] {
  const { toDate, ifRestZero, final } = receipt;
  const all: Required<Case['expect']> = {
    toDate: toDate.exact,
    ifRestZero: ifRestZero.exact,
    final: final.grade?.exact ?? null,
    quizzes: quizzesIn(receipt).share ?? '',
    percent: toDate.exact === null ? '' : roundHalfUp(ratioOf(exact(toDate.exact).mul(100)), 2),
    grade: toDate.grade?.value ?? '',
    passed: toDate.grade?.passed ?? false,
    dropped: places(receipt, 'dropped'),
    replaced: places(receipt, 'replaced'),
    projectMark: toDate.worst.projectMark,
    rule: toDate.worst.applied,
    waitsFor: [...new Set(final.waitsFor.map(({ why }) => why))],
  };
  const asked = Object.entries(all).filter(([name]) => name in expected);
  return Object.fromEntries(asked);
}

const SHARES = ['toDate', 'ifRestZero', 'final', 'quizzes', 'projectMark'] as const;
function exactly(expected: Case['expect']): Case['expect'] {
  const shares = SHARES.filter((name) => typeof expected[name] === 'string').map((name) => [
    name,
    share(expected[name]!),
  ]);
  return { ...expected, ...(Object.fromEntries(shares) as Case['expect']) };
}

describe.each([
  'worst-quiz',
  'ties',
  'replace',
  'conditions',
  'members',
  'scales',
  'late-and-overrides',
  'totals',
])('the grade rule: %s', (name) => {
  it.each(golden<Case>(name))('%s', (_, each) => {
    expect(figuresOf(receiptOf(each), each.expect)).toEqual(exactly(each.expect));
  });
});

interface ModelCase {
  readonly skills: readonly number[];
  readonly full?: string;
  readonly expect: string | null;
}

describe('the model’s mark', () => {
  it.each(golden<ModelCase>('model'))('%s', (_, { skills, full, expect: expected }) => {
    const mark = modelMark(
      skills.map((skill, at) => ({ challengeId: String(at), skill })),
      {
        anchors: MODEL_ANCHORS,
        full: full === undefined ? [] : [{ challengeId: '0', skill: full }],
      },
    );
    expect(mark).toBe(expected === null ? null : share(expected));
  });
});

interface DemoCase extends Pick<Case, 'quizzes' | 'presentation'> {
  readonly model: string;
  readonly skill: number;
  readonly expect: {
    quizzes: string;
    exact: string;
    onScale: string;
    grade: string;
    dropped: number[];
    replacedWhenHigher: string;
  };
}

describe('the gradebook of the demo', () => {
  it.each(golden<DemoCase>('demo'))('%s', (_, { skill, model, quizzes, presentation, expect: to }) => {
    const mark = modelMark([{ challengeId: 'wine', skill }], { anchors: MODEL_ANCHORS, full: [] });
    expect(mark).toBe(share(model));
    const each = { quizzes: quizzes!, model, presentation: presentation!, expect: {} };
    const receipt = receiptOf(each);
    const { toDate, final } = receipt;
    expect({
      quizzes: quizzesIn(receipt).share,
      exact: toDate.exact,
      onScale: roundHalfUp(toDate.onScale!, 2),
      grade: final.grade?.value,
      dropped: places(receipt, 'dropped'),
      replacedWhenHigher: receiptOf({ ...each, effect: 'replace_when_higher' }).final.grade?.value,
    }).toEqual({ ...to, quizzes: share(to.quizzes) });
  });
});
