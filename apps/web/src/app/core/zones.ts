/** The time zones a browser knows, by name; the course's usual ones first. */
const USUAL = ['America/Bogota', 'America/Mexico_City', 'America/Lima', 'Europe/Madrid', 'UTC'];

export const TIME_ZONES: readonly string[] = [
  ...USUAL,
  ...Intl.supportedValuesOf('timeZone').filter((zone) => !USUAL.includes(zone)),
];
