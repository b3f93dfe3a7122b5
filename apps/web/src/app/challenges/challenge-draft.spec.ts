import { type Challenge, challengeRoutes } from '@holdout/contracts';

import {
  type ChallengeDraft,
  EMPTY_DRAFT,
  bodyOf,
  draftFaults,
  draftOf,
  lockedIn,
  textsAndDates,
} from './challenge-draft';

const ZONE = 'America/Bogota';
const wine: ChallengeDraft = {
  ...EMPTY_DRAFT,
  title: ' Vinos buenos ',
  datasetVersionId: '0192a000-0000-7000-8000-000000000001',
  targetKind: 'rule',
  ruleName: 'high_quality',
  rule: ' score >= 7 ',
  task: 'binary',
  metric: 'recall',
  positive: '1',
  opensAt: '2026-11-19T18:00:00',
  closesAt: '2026-11-26T23:59:59',
};

describe('the draft of a challenge', () => {
  it('is sent as the contract wants it, with the zone’s times as instants', () => {
    const body = bodyOf(wine, ZONE);
    expect(challengeRoutes.create.body.parse(body)).toMatchObject({
      title: 'Vinos buenos',
      target: { kind: 'rule', name: 'high_quality', rule: 'score >= 7' },
      positive: '1',
      closesAt: '2026-11-27T04:59:59.000Z',
      groupIds: [],
    });
  });

  it('sends no positive class but for two classes, and no groups when it is for all', () => {
    const body = bodyOf({ ...wine, task: 'regression', metric: 'rmse', groupIds: ['x'] }, ZONE);
    expect(body.positive).toBeNull();
    expect(body.groupIds).toEqual([]);
  });

  it('sends the season of a forecast, none where the dates are to tell it, and refuses half a row', () => {
    const forecast = { ...wine, task: 'forecasting', metric: 'mae', targetKind: 'column' } as const;
    expect(bodyOf({ ...forecast, season: ' 12 ' }, ZONE).season).toBe(12);
    expect(bodyOf(forecast, ZONE).season).toBeNull();
    expect(bodyOf({ ...wine, season: '12' }, ZONE).season).toBeNull();
    const column = 'score';
    expect(draftFaults({ ...forecast, column, season: '12' }, ZONE, false)).toEqual([]);
    for (const season of ['0', '1.5', '-7', '100001', 'doce'])
      expect(draftFaults({ ...forecast, column, season }, ZONE, false)).toEqual(['season-bad']);
  });

  it('comes back from the server as it was written', () => {
    const challenge: Challenge = {
      ...bodyOf({ ...wine, title: 'Vinos buenos', rule: 'score >= 7' }, ZONE),
      id: '0192a000-0000-7000-8000-000000000002',
      dataset: { id: '0192a000-0000-7000-8000-000000000003', name: 'Vinos', version: 1 },
      state: 'draft',
      targetName: 'high_quality',
      features: [],
      classes: [],
      rows: null,
      files: [],
      baselines: [],
      warnings: [],
      complaints: [],
      direction: 'higher',
      myClosesAt: null,
      publishedAt: null,
      revealedAt: null,
    };
    expect(draftOf(challenge, ZONE)).toEqual({
      ...wine,
      title: 'Vinos buenos',
      rule: 'score >= 7',
      column: 'score',
    });
  });

  it('has all its faults told at once', () => {
    expect(draftFaults(wine, ZONE, false)).toEqual([]);
    expect(
      draftFaults(
        {
          ...EMPTY_DRAFT,
          targetKind: 'rule',
          task: 'binary',
          opensAt: '2026-11-26T00:00',
          closesAt: '2026-11-25T00:00',
          forAll: false,
        },
        ZONE,
        false,
      ),
    ).toEqual([
      'title-missing',
      'version-missing',
      'rule-name',
      'rule-unreadable',
      'metric-not-of-task',
      'positive-missing',
      'closes-before-it-opens',
      'groups-missing',
    ]);
    expect(draftFaults({ ...EMPTY_DRAFT, title: 'x', datasetVersionId: 'y' }, ZONE, false)).toEqual(
      ['target-missing'],
    );
  });

  it('is judged by its texts and dates alone once it is published', () => {
    expect(draftFaults({ ...EMPTY_DRAFT, title: 'Vinos' }, ZONE, true)).toEqual([]);
    expect(Object.keys(textsAndDates(wine, ZONE))).toEqual([
      'title',
      'description',
      'opensAt',
      'closesAt',
      'quotaPerDay',
    ]);
    expect(lockedIn('draft')).toEqual({ fixed: false, dates: false });
    expect(lockedIn('open')).toEqual({ fixed: true, dates: false });
    expect(lockedIn('revealed')).toEqual({ fixed: true, dates: true });
  });
});
