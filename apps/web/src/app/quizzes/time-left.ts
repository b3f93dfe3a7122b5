/** “1:05:09”, “12:40”, “0:07”; never below 0. */
export function timeLeftText(milliseconds: number): string {
  const seconds = Math.max(0, Math.ceil(milliseconds / 1000));
  const two = (value: number) => String(value).padStart(2, '0');
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor((seconds % 3600) / 60);
  return hours > 0
    ? `${hours}:${two(minutes)}:${two(seconds % 60)}`
    : `${minutes}:${two(seconds % 60)}`;
}

const MINUTE = 60_000;

/** What is to be said aloud: with five minutes left, with one, and at the end. */
export type Warning = 'five' | 'one' | 'over';

export function warningAt(milliseconds: number): Warning | null {
  if (milliseconds <= 0) return 'over';
  if (milliseconds <= MINUTE) return 'one';
  return milliseconds <= 5 * MINUTE ? 'five' : null;
}
