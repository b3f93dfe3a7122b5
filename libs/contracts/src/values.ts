import * as z from 'zod';

/** An instant, UTC on the wire. */
export const Instant = z.iso.datetime();
export const Id = z.uuid();
export const Email = z.email().max(254);
export const Locale = z.enum(['es', 'en']);
export type Locale = z.infer<typeof Locale>;
export const TimeZone = z.string().min(1).max(64).refine(isTimeZone, 'no-time-zone');

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return /^[A-Z]/i.test(name); // an offset such as +05:00 knows no clock changes
  } catch {
    return false;
  }
}
export const Done = z.object({ done: z.literal(true) }).meta({ id: 'Done' });
/** A secret link that is shown once. */
export const SecretLink = z
  .object({ url: z.url(), expiresAt: Instant.nullable() })
  .meta({ id: 'SecretLink' });
export type SecretLink = z.infer<typeof SecretLink>;

export const inCourse = z.object({ courseId: Id });
