import type { MailChoice, NoticeType } from '@holdout/contracts';

/** The hour of a reader's morning at which the day's mail is posted. */
const MORNING = 7;

/** Where nothing was chosen. A message was written to this person; all else waits for the day's mail. */
export const usualOf = (type: NoticeType): MailChoice => (type === 'message' ? 'at-once' : 'daily');

export interface Pending {
  readonly id: string;
  readonly type: NoticeType;
  readonly at: Date;
  /** Read in the inbox meanwhile, or taken back, or of a course that the person has left. */
  readonly over: boolean;
}

export interface Reader {
  readonly timeZone: string;
  readonly choices: ReadonlyMap<NoticeType, MailChoice>;
  /** `YYYY-MM-DD` in the reader's zone of the last daily mail. */
  readonly lastDay: string | null;
}

export interface MailPlan {
  /** What goes into one letter now. */
  readonly letter: readonly string[];
  /** What no mail will tell of any more: that, and what is over or not wanted. */
  readonly done: readonly string[];
  /** The day whose one daily mail this is; null for what is wanted at once. */
  readonly day: string | null;
}

/** What of the pending goes by mail at this instant. Daily mail is one a day, at 07:00 of the reader's zone or when a worker next looks. */
export function mailPlan(pending: readonly Pending[], reader: Reader, now: Date): MailPlan {
  const choiceOf = ({ type }: Pending) => reader.choices.get(type) ?? usualOf(type);
  const dropped = pending.filter((each) => each.over || choiceOf(each) === 'never');
  const wanted = pending.filter((each) => !dropped.includes(each));
  const daily = wanted.filter((each) => choiceOf(each) === 'daily');
  const today = localTime(now, reader.timeZone).day;
  const due =
    reader.lastDay !== today && daily.some(({ at }) => isMorningSince(at, now, reader.timeZone));
  const letter = (due ? wanted : wanted.filter((each) => choiceOf(each) === 'at-once')).map(
    ({ id }) => id,
  );
  return {
    letter,
    done: [...dropped.map(({ id }) => id), ...letter],
    day: due ? today : null,
  };
}

/** Whether 07:00 of that zone was between them. */
function isMorningSince(since: Date, now: Date, timeZone: string): boolean {
  const [from, to] = [localTime(since, timeZone), localTime(now, timeZone)];
  const mornings = (at: { day: string; hour: number }) =>
    Date.parse(at.day) / 86_400_000 + (at.hour >= MORNING ? 1 : 0);
  return mornings(to) > mornings(from);
}

function localTime(at: Date, timeZone: string): { day: string; hour: number } {
  const parts = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(at);
  const part = (name: string) => parts.find(({ type }) => type === name)?.value ?? '';
  return { day: `${part('year')}-${part('month')}-${part('day')}`, hour: Number(part('hour')) };
}
