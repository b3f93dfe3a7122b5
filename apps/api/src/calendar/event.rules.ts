import type { Locale, Schedule } from '@holdout/contracts';

/** What a calendar shows; the same facts make the same event. */
export interface CalendarEvent {
  readonly uid: string;
  readonly summary: string;
  readonly description: string;
  readonly location: string;
  readonly url: string;
  /** `2026-03-05` of a whole day, else ISO instants in UTC. */
  readonly start: string;
  readonly end: string | null;
  readonly allDay: boolean;
}

export interface ToldEvent {
  readonly event: CalendarEvent;
  readonly sequence: number;
  readonly changedAt: Date;
  readonly cancelledAt: Date | null;
}

const CLOSES: Readonly<Record<Locale, string>> = { es: 'Cierra', en: 'Closes' };
const PRESENTS: Readonly<Record<Locale, string>> = { es: 'Presentación', en: 'Presentation' };
const PLACES = { challenge: 'challenges', quiz: 'quizzes' } as const;
const DAY_MS = 24 * 3_600_000;

/** What is on and due in one course, as calendar events. Opening hours are no appointments. */
export function eventsOf(
  { activities, due }: Schedule,
  course: { readonly id: string; readonly title: string },
  origin: string,
  locale: Locale,
): CalendarEvent[] {
  const place = `${origin}/courses/${course.id}`;
  return [
    ...activities.map((it) => ({
      uid: `activity-${it.id}@holdout`,
      summary: it.title,
      description: [course.title, it.lead, it.link ?? ''].filter((line) => line !== '').join('\n'),
      location: it.place,
      url: `${place}/schedule`,
      start: it.day ?? it.startsAt!,
      end: it.day === null ? it.endsAt : dayAfter(it.day),
      allDay: it.day !== null,
    })),
    ...due.flatMap((it) =>
      it.dueAt === null
        ? []
        : [
            {
              uid: `${it.kind}${it.kind === 'presentation' ? '' : '-closes'}-${it.id}@holdout`,
              summary: `${(it.kind === 'presentation' ? PRESENTS : CLOSES)[locale]}: ${it.title}`,
              description: course.title,
              location: '',
              url:
                it.kind === 'presentation'
                  ? `${place}/presentations`
                  : `${place}/${PLACES[it.kind]}/${it.id}`,
              start: it.dueAt,
              end: null,
              allDay: false,
            },
          ],
    ),
  ];
}

function dayAfter(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + DAY_MS).toISOString().slice(0, 10);
}

/**
 * What a feed tells from now on: news with the sequence of a first telling, changes with the next one, and what is gone
 * cancelled, which stays so until it comes back. Answers those alone that are told otherwise than before.
 */
export function toldAnew(
  events: readonly CalendarEvent[],
  told: readonly ToldEvent[],
  now: Date,
): ToldEvent[] {
  const before = new Map(told.map((each) => [each.event.uid, each]));
  const here = new Set(events.map(({ uid }) => uid));
  const changed = events.flatMap((event) => {
    const was = before.get(event.uid);
    if (!was) return [{ event, sequence: 0, changedAt: now, cancelledAt: null }];
    if (was.cancelledAt === null && same(was.event, event)) return [];
    return [{ event, sequence: was.sequence + 1, changedAt: now, cancelledAt: null }];
  });
  const gone = told
    .filter(({ event, cancelledAt }) => cancelledAt === null && !here.has(event.uid))
    .map((was) => ({ ...was, sequence: was.sequence + 1, changedAt: now, cancelledAt: now }));
  return [...changed, ...gone];
}

const FIELDS = [
  'summary',
  'description',
  'location',
  'url',
  'start',
  'end',
  'allDay',
] as const satisfies readonly (keyof CalendarEvent)[];

const same = (a: CalendarEvent, b: CalendarEvent) => FIELDS.every((field) => a[field] === b[field]);
