import { TestBed } from '@angular/core/testing';
import { TranslocoTestingModule } from '@jsverse/transloco';

import type { Board, BoardRow } from '@holdout/contracts';

import en from '../../../public/i18n/leaderboard/en.json';
import metric from '../../../public/i18n/metric/en.json';
import { BoardTable } from './board-table';

const row = (name: string, given: Partial<BoardRow>): BoardRow => ({
  rank: 1,
  tier: 1,
  groupId: null,
  name,
  mine: false,
  score: 0.912345678,
  low: 0.9,
  high: 0.92,
  noInterval: null,
  skill: null,
  gap: null,
  submissions: 1,
  achievedAt: '2026-03-02T15:00:00.000Z',
  publicRank: null,
  publicScore: null,
  ...given,
});

const board = (rows: BoardRow[]): Board => ({
  challenge: {
    id: '019d0000-0000-7000-8000-000000000000',
    title: 'x',
    state: 'open',
    metric: 'accuracy',
    direction: 'higher',
  },
  part: 'public',
  rowsScored: 400,
  rows,
  mine: null,
  baselines: [{ kind: 'majority', value: 0.6 }],
  groups: rows.length,
  updatedAt: null,
  version: '1',
});

async function shown(rows: BoardRow[], exact = false): Promise<HTMLTableElement> {
  await TestBed.configureTestingModule({
    imports: [
      BoardTable,
      TranslocoTestingModule.forRoot({
        langs: { en: { leaderboard: en, metric } },
        translocoConfig: { availableLangs: ['en'], defaultLang: 'en' },
        preloadLangs: true,
      }),
    ],
  }).compileComponents();
  const fixture = TestBed.createComponent(BoardTable);
  fixture.componentRef.setInput('board', board(rows));
  fixture.componentRef.setInput('metric', 'Accuracy');
  fixture.componentRef.setInput('exact', exact);
  await fixture.whenStable();
  return (fixture.nativeElement as HTMLElement).querySelector('table')!;
}

const textsOf = (table: HTMLTableElement) =>
  [...table.querySelectorAll('tbody tr')].map((line) =>
    line.textContent.replace(/\s+/g, ' ').trim(),
  );

describe('the table of a board', () => {
  it('says who is tied, whose tier is being worked out, and draws a line where a tier opens', async () => {
    const table = await shown([
      row('Ada', {}),
      row('Bea', {}),
      row('Cai', { rank: 3, tier: null }),
      row('Dan', { rank: 4, tier: 2, score: 0.7 }),
    ]);
    const [ada, bea, cai, dan, baseline] = textsOf(table);
    expect(ada).toMatch(/^1 =tied Ada/);
    expect(bea).toMatch(/^1 =tied Bea/);
    expect(cai).toMatch(/^3 …its tier is being worked out Cai/);
    expect(dan).toMatch(/^4 Dan/);
    expect(baseline).toMatch(/^– ?The most frequent class ?baseline ?0.6000/);
    const opens = [...table.querySelectorAll('tbody tr')].map((line) =>
      line.classList.contains('opens'),
    );
    expect(opens).toEqual([false, false, false, true, false]);
  });

  it('has the interval under its own score, or the reason why there is none', async () => {
    const table = await shown([
      row('Ada', {}),
      row('Bea', { low: null, high: null, noInterval: 'too-few-groups' }),
    ]);
    const cells = [...table.querySelectorAll('td.interval')];
    expect(cells[0]?.textContent).toMatch(/0\.9123\s+0\.9000 – 0\.9200/);
    expect(cells[0]?.querySelector('app-interval-bar .range')).not.toBeNull();
    expect(cells[1]?.textContent).toContain(
      'No interval: the rows come from fewer than 10 groups.',
    );
    expect(cells[1]?.querySelector('app-interval-bar .range')).toBeNull();
  });

  it('has a column of skill where there is one, and how far staff see each from its leader', async () => {
    const without = await shown([row('Ada', {})]);
    expect(without.querySelector('thead')?.textContent).not.toContain('Skill');
    TestBed.resetTestingModule();
    const table = await shown(
      [
        row('Ada', { skill: { value: 0.81234567, low: 0.7, high: 0.9 } }),
        row('Bea', {
          skill: null,
          gap: { difference: -0.0123456, low: -0.03, high: 0.004, p: 0.25, reason: null },
        }),
      ],
      true,
    );
    expect(table.querySelector('thead')?.textContent).toContain('Skill');
    const [ada, bea] = textsOf(table);
    expect(ada).toContain('0.912345678'); // every digit
    expect(ada).toContain('0.81234567 0.7 – 0.9');
    expect(bea).toContain(
      '-0.0123456 from the tier’s first (between -0.03 and 0.004) McNemar p = 0.250',
    );
  });
});
