import { brokenPredictions } from './predictions';
import { dayZero, dictionaryOf, readPlan, termOf } from './plan';

const ZONE = 'America/Bogota';

describe('the demo course', () => {
  it('is complete: every submission names a group, a dataset and what is sent', () => {
    const plan = readPlan();
    const groups = new Set(plan.groups.map(({ name }) => name));
    const datasets = new Set(plan.datasets.map(({ key }) => key));
    for (const entry of [...plan.submissions.current, ...plan.submissions.closed]) {
      expect(groups).toContain(entry.group);
      expect(datasets).toContain(entry.dataset);
      expect([entry.file, entry.predictions].filter((sent) => sent !== undefined)).toHaveLength(1);
    }
    for (const dataset of plan.datasets) expect(dictionaryOf(dataset).length).toBeGreaterThan(1);
  });

  it.each([
    ['a Thursday', '2020-11-19T23:00:00Z', '2020-11-19'],
    ['the Wednesday after it', '2020-11-26T04:59:00Z', '2020-11-19'],
    ['a Thursday in UTC that is still Wednesday in Bogotá', '2020-11-26T03:00:00Z', '2020-11-19'],
    ['a Friday', '2026-11-27T12:00:00Z', '2026-11-26'],
  ])('begins on the last Thursday: %s', (_, now, day) => {
    expect(dayZero(new Date(now), ZONE).toISODate()).toBe(day);
  });

  it('names the term by the half of the year where the course is', () => {
    expect(termOf(new Date('2027-01-01T03:00:00Z'), ZONE)).toBe('2026-2');
    expect(termOf(new Date('2027-01-01T06:00:00Z'), ZONE)).toBe('2027-1');
  });

  it('breaks a file as a spreadsheet does: rows lost, one twice, one cell of text', () => {
    const sample = `id,prediction\n${Array.from({ length: 8 }, (_, i) => `${i + 1},0.5\n`).join('')}`;
    expect(brokenPredictions(sample)).toBe('id,prediction\n1,0.5\n1,0.5\n3,n/d\n4,0.5\n5,0.5\n');
  });
});
