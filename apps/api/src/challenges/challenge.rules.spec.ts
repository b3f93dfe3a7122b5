import {
  type Settings,
  type Times,
  editRefusal,
  filesOpenIn,
  publishingFaults,
  stateAt,
  renamed,
  visibleTo,
} from './challenge.rules';

const at = (text: string) => new Date(`2026-03-${text}Z`);
const draft: Times = {
  preparingSince: null,
  publishedAt: null,
  opensAt: at('02T00:00:00'),
  closesAt: at('09T05:00:00'),
  revealedAt: null,
};
const published: Times = { ...draft, publishedAt: at('01T00:00:00') };

describe('the state of a challenge', () => {
  it('follows from its times', () => {
    expect(stateAt(draft, at('05T00:00:00'))).toBe('draft');
    expect(stateAt({ ...draft, preparingSince: at('01T00:00:00') }, at('05T00:00:00'))).toBe(
      'preparing',
    );
    expect(stateAt(published, at('01T23:59:59'))).toBe('published');
    expect(stateAt(published, at('02T00:00:00'))).toBe('open');
    expect(stateAt(published, at('09T04:59:59'))).toBe('open');
    expect(stateAt(published, at('09T05:00:00'))).toBe('open'); // as a submission that arrives then
    expect(stateAt(published, at('09T05:00:01'))).toBe('closed');
    expect(stateAt({ ...published, revealedAt: at('10T00:00:00') }, at('11T00:00:00'))).toBe(
      'revealed',
    );
  });

  it('is open at once and for ever without dates', () => {
    expect(stateAt({ ...published, opensAt: null, closesAt: null }, at('01T00:00:00'))).toBe(
      'open',
    );
  });

  it('lets students download from the opening on', () => {
    expect((['draft', 'preparing', 'published'] as const).some(filesOpenIn)).toBe(false);
    expect((['open', 'closed', 'revealed'] as const).every(filesOpenIn)).toBe(true);
  });
});

describe('who sees a challenge', () => {
  const toTwo = { publishedAt: at('01T00:00:00'), groupIds: ['a', 'b'], formerGroups: [] };
  it('is everybody, or the groups it names', () => {
    expect(visibleTo('a', toTwo)).toBe(true);
    expect(visibleTo('c', toTwo)).toBe(false);
    expect(visibleTo(null, toTwo)).toBe(false);
    expect(visibleTo(null, { ...toTwo, groupIds: [] })).toBe(true);
  });
  it('is a group that was moved to another one too', () => {
    const moved = {
      ...toTwo,
      groupIds: [],
      formerGroups: [{ id: 'c', since: '2026-03-01T00:00:00Z' }],
    };
    expect(visibleTo('c', moved)).toBe(true);
    expect(visibleTo('a', moved)).toBe(false);
    expect(visibleTo(null, moved)).toBe(false);
  });
  it('is no student before it is published', () => {
    expect(visibleTo('a', { publishedAt: null, groupIds: [], formerGroups: [] })).toBe(false);
  });
});

describe('naming the groups of a challenge', () => {
  const now = at('03T00:00:00');
  const later = at('04T00:00:00');
  const toAll = { groupIds: [], formerGroups: [] };
  it('leaves to read who sent something while it was open to all', () => {
    expect(renamed(toAll, ['b', 'a'], ['b', 'c'], now)).toEqual({
      groupIds: ['a', 'b'],
      formerGroups: [{ id: 'c', since: now.toISOString() }],
    });
  });
  it('moves the last group away without opening it to all', () => {
    const one = renamed(toAll, ['a'], [], now);
    const none = renamed(one, [], [], later);
    expect(none).toEqual({
      groupIds: [],
      formerGroups: [{ id: 'a', since: later.toISOString() }],
    });
    expect(renamed(none, ['a'], [], later)).toEqual(one);
  });
  it('is the same when it is done again, and stays open to all where nobody is named', () => {
    const once = renamed(toAll, ['a'], ['c'], now);
    expect(renamed(once, ['a'], ['c'], later)).toEqual(once);
    expect(renamed(toAll, [], ['c'], now)).toEqual(toAll);
  });
});

const settings: Settings = {
  title: 'Puntaje del vino',
  description: '',
  opensAt: at('02T00:00:00'),
  closesAt: at('09T05:00:00'),
  datasetVersionId: 'v',
  target: { kind: 'column', column: 'score' },
  task: 'regression',
  metric: 'rmse',
  positive: null,
  season: null,
  openness: 'scores',
  quotaPerDay: 5,
  finals: 2,
  limits: { cpuSeconds: 60, memoryMiB: 1024 },
  groupIds: [],
};

describe('changing a challenge', () => {
  const now = at('05T00:00:00');
  const open = { ...settings, ...published };
  const refusal = (change: Partial<Settings>, before = open) =>
    editRefusal(before, { ...settings, ...change }, now);

  it('changes anything of a draft', () => {
    expect(refusal({ metric: 'r2', finals: 3 }, { ...settings, ...draft })).toBeUndefined();
  });

  it('changes texts, dates and quota of one that is published, and nothing else', () => {
    expect(refusal({ title: 'Otro', quotaPerDay: 9, closesAt: at('20T05:00:00') })).toBeUndefined();
    const all = refusal({
      metric: 'r2',
      finals: 3,
      groupIds: ['a'],
      target: { kind: 'column', column: 'pH' },
    });
    expect(all?.code).toBe('challenge-published');
    expect(all?.faults.map(({ column }) => column).sort()).toEqual([
      'finals',
      'groupIds',
      'metric',
      'target',
    ]);
  });

  it('takes what is sent as it was for no change, in whatever order its keys come', () => {
    expect(refusal({ title: 'Otro', limits: { memoryMiB: 1024, cpuSeconds: 60 } })).toBeUndefined();
  });

  it('keeps what is being made as it is', () => {
    const preparing = { ...settings, ...draft, preparingSince: now };
    expect(refusal({ metric: 'r2' }, preparing)?.code).toBe('challenge-published');
  });

  it('closes after it opens, and not in the past', () => {
    expect(refusal({ closesAt: settings.opensAt })?.faults[0]?.code).toBe('closes-before-it-opens');
    expect(refusal({ closesAt: at('04T00:00:00') })?.faults[0]?.code).toBe('closes-in-the-past');
    const closed = { ...open, closesAt: at('04T00:00:00') };
    expect(
      editRefusal(closed, { ...settings, closesAt: closed.closesAt, title: 'Otro' }, now),
    ).toBeUndefined();
  });

  it('moves no date once the private rows are shown', () => {
    const revealed = { ...open, revealedAt: at('04T12:00:00') };
    expect(refusal({ closesAt: at('20T05:00:00') }, revealed)?.code).toBe('already-revealed');
    expect(refusal({ title: 'Otro' }, revealed)).toBeUndefined();
  });
});

describe('publishing, as far as the columns tell', () => {
  const columns = ['alcohol', 'score'].map((name) => ({ name }));
  const metrics = {
    regression: ['rmse', 'r2'],
    forecasting: ['rmse'],
    binary: ['accuracy'],
    multiclass: ['accuracy'],
    clustering: [],
  };
  const faults = (change: Partial<Settings>, splitMethod = 'random') =>
    publishingFaults(
      { ...settings, ...change },
      { columns, splitMethod },
      metrics,
      at('05T00:00:00'),
    ).map(({ code }) => code);

  it('finds nothing against a sound one', () => {
    expect(faults({})).toEqual([]);
    expect(
      faults({
        target: { kind: 'rule', name: 'high', rule: 'score >= 7' },
        task: 'binary',
        metric: 'accuracy',
        positive: '1',
      }),
    ).toEqual([]);
  });

  it('lists all faults at once', () => {
    expect(
      faults({
        target: { kind: 'column', column: 'quality' },
        metric: 'accuracy',
        positive: 'good',
        closesAt: at('01T00:00:00'),
      }),
    ).toEqual([
      'target-unknown',
      'closes-before-it-opens',
      'metric-not-of-task',
      'positive-not-used',
      'closes-in-the-past',
    ]);
  });

  it('refuses a forecast of rows that were not split by time', () => {
    expect(faults({ task: 'forecasting' })).toEqual(['time-split-needed']);
    expect(faults({ task: 'forecasting' }, 'time')).toEqual([]);
  });

  it('knows a season of forecasts alone', () => {
    expect(faults({ season: 12 })).toEqual(['season-not-used']);
    expect(faults({ season: 12, task: 'forecasting' }, 'time')).toEqual([]);
  });

  it('refuses a rule that says nothing, makes classes where numbers are asked, or takes a name that is there', () => {
    const binary = { task: 'binary', metric: 'accuracy' } as const;
    const rule = (name: string, text: string) =>
      ({ target: { kind: 'rule', name, rule: text }, ...binary }) as const;
    expect(faults(rule('high', 'score is high'))).toEqual(['rule-unreadable']);
    expect(faults(rule('alcohol', 'score >= 7'))).toEqual(['target-name-taken']);
    expect(faults(rule('id', 'score >= 7'))).toEqual(['target-name-reserved']);
    expect(faults({ ...rule('high', 'score >= 7'), task: 'regression', metric: 'r2' })).toEqual([
      'rule-makes-two-classes',
    ]);
  });

  it('says that a task has no metric yet', () => {
    expect(faults({ task: 'clustering' })).toEqual(['task-unavailable']);
  });
});
