/** What too many people choose; enough of it to stop the first guesses. */
const COMMON = new Set([
  '1234567890',
  '12345678910',
  '0123456789',
  '1111111111',
  '0000000000',
  'qwertyuiop',
  'qwerty12345',
  'qwerty123456',
  'password12',
  'password123',
  'password1234',
  'contrasena',
  'contraseña',
  'contrasena1',
  'contraseña1',
  'contraseña123',
  'iloveyou12',
  'teamo12345',
  'colombia10',
  'colombia123',
  'bienvenido',
  'bienvenido1',
  'administrador',
  'estudiante',
  'estudiante1',
  'diplomado1',
  'datascience',
  'machinelearning',
  'asdfghjkl1',
  'abcdefghij',
  'abcd123456',
  'holdout123',
]);

/** Why a password may not be used, or undefined. */
export function weakness(
  password: string,
  person: { email: string; givenName: string; familyName: string },
): 'common' | 'personal' | 'monotonous' | undefined {
  const text = password.toLowerCase();
  if (COMMON.has(text)) return 'common';
  if (new Set(text).size < 4) return 'monotonous';
  const [name = ''] = person.email.toLowerCase().split('@');
  const own = [person.email, name, `${person.givenName}${person.familyName}`].map((word) =>
    word.toLowerCase().replaceAll(' ', ''),
  );
  return own.some(
    (word) => word.length > 3 && text.replaceAll(' ', '').replace(/\d+$/, '') === word,
  )
    ? 'personal'
    : undefined;
}

export const FAILURES_ALLOWED = 5;
export const FAILURES_WINDOW_MS = 15 * 60_000;

/** Seconds until the next try is let through, or 0. Counted per e-mail, known or not. */
export function secondsToWait(failures: readonly Date[], now: Date): number {
  const recent = failures
    .filter((at) => now.getTime() - at.getTime() < FAILURES_WINDOW_MS)
    .sort((a, b) => a.getTime() - b.getTime());
  if (recent.length < FAILURES_ALLOWED) return 0;
  const freed = recent.at(-FAILURES_ALLOWED)!.getTime() + FAILURES_WINDOW_MS;
  return Math.max(1, Math.ceil((freed - now.getTime()) / 1000));
}
