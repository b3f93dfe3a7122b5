import { USUAL_HOURS, reminderDue, reminderSource } from './reminder.rules';

const due = new Date('2026-03-10T05:00:00Z');
const before = (hours: number) => new Date(due.getTime() - hours * 3_600_000);
const at = (hours: number, settings = USUAL_HOURS, since = before(500)) =>
  reminderDue({ since, dueAt: due }, settings, before(hours));

describe('when a reminder is due', () => {
  it('is three days, one day and two hours before, to the minute', () => {
    expect([at(72.02), at(72), at(24.02), at(24), at(2.02), at(2), at(0.01)]).toEqual([
      undefined,
      72,
      72,
      24,
      24,
      2,
      2,
    ]);
  });

  it('is none at the deadline and after it', () => {
    expect([at(0), at(-1)]).toEqual([undefined, undefined]);
  });

  it('is what the course chose, in any order, or none at all', () => {
    expect(at(5, [1, 48, 6])).toBe(6);
    expect(at(1, [])).toBeUndefined();
  });

  it('is none for what is newer than the reminder’s time; the next one comes', () => {
    expect(at(20, USUAL_HOURS, before(20))).toBeUndefined();
    expect(at(24, USUAL_HOURS, before(24))).toBe(24);
    expect(at(2, USUAL_HOURS, before(20))).toBe(2);
  });

  it('is another one when the deadline was moved', () => {
    const thing = { kind: 'quiz', id: 'a', dueAt: due };
    expect(reminderSource(thing, 24)).not.toBe(reminderSource({ ...thing, dueAt: before(1) }, 24));
  });
});
