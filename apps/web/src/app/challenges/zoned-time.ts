const MINUTE_MS = 60_000;

/** Instant (ISO, UTC) → `2026-11-26T23:59:59` as the clocks of the zone show it, for `<input type="datetime-local">`. */
export function localTime(instant: string, zone: string): string {
  const at = Date.parse(instant);
  return new Date(at + offsetAt(at, zone)).toISOString().slice(0, 19);
}

/**
 * `2026-11-26T23:59` (seconds optional) by the clocks of a zone → instant (ISO, UTC). An hour that the clocks skip is
 * read by the offset before the jump, one that they show twice is its first; undefined where the text is no time.
 */
export function instantOf(local: string, zone: string): string | undefined {
  const match = /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2})(:\d{2})?$/.exec(local);
  if (!match) return undefined;
  const asUtc = Date.parse(`${match[1] ?? ''}T${match[2] ?? ''}${match[3] ?? ':00'}Z`);
  if (Number.isNaN(asUtc)) return undefined;
  const day = 24 * 60 * MINUTE_MS;
  const before = offsetAt(asUtc - day, zone);
  const after = offsetAt(asUtc + day, zone);
  const fitting = [before, after].filter((offset) => offsetAt(asUtc - offset, zone) === offset);
  return new Date(asUtc - (fitting[0] ?? before)).toISOString();
}

/** How far the zone's clocks are ahead of UTC at an instant, in milliseconds. */
function offsetAt(at: number, zone: string): number {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  }).formatToParts(at);
  const part = (type: string) => Number(parts.find((each) => each.type === type)?.value);
  const shown = Date.UTC(
    part('year'),
    part('month') - 1,
    part('day'),
    part('hour'),
    part('minute'),
    part('second'),
  );
  return shown - Math.floor(at / 1000) * 1000;
}
