import { Points } from '@holdout/contracts';
import { exact, ratioOf, roundHalfUp } from '@holdout/grading';

/** A number by a language without passing through a float: `8.50` is “8,50” in Spanish. */
const inLanguage = (text: string, locale: string): string =>
  locale.startsWith('es') ? text.replace('.', ',') : text;

/** Points as they were earned: decimals where four are enough, else the fraction itself. A dash for none. */
export function pointsText(points: string | null | undefined, locale: string): string {
  if (points === null || points === undefined) return '–';
  const value = exact(points);
  const rounded = roundHalfUp(ratioOf(value), 4);
  if (!exact(rounded).equals(value)) return points;
  return inLanguage(rounded.replace(/\.?0+$/, ''), locale);
}

/** A share of 1 in percent, rounded once to two decimals: `2/3` is “66,67 %”. A dash for none. */
export function shareText(share: string | null | undefined, locale: string): string {
  if (share === null || share === undefined) return '–';
  const text = roundHalfUp(ratioOf(exact(share).mul(100)), 2).replace(/\.?0+$/, '');
  return locale.startsWith('es') ? `${inLanguage(text, locale)} %` : `${text}%`;
}

/** A grade as the scale writes it; letters stay. A dash for none. */
export function gradeText(
  grade: { readonly value: string } | null | undefined,
  locale: string,
): string {
  return grade ? inLanguage(grade.value, locale) : '–';
}

/** An exact number with so many decimals and a sign that it goes on where it does: “3,65”, “3,6667…”. */
export function longText(value: string | null, locale: string): string {
  if (value === null) return '–';
  const rounded = roundHalfUp(value, 4);
  const text = inLanguage(rounded.replace(/\.?0+$/, ''), locale);
  return exact(rounded).equals(exact(value)) ? text : `≈ ${text}`;
}

/** What a person typed as points: decimal comma or point, or a fraction; undefined where it is no number. */
export function pointsTyped(text: string): string | undefined {
  const plain = text.trim().replaceAll(' ', '').replace(',', '.');
  return Points.safeParse(plain).data;
}

/** A typed percentage as a share of 1: `85,5` is `171/200`. */
export function shareTyped(text: string): string | undefined {
  const points = pointsTyped(text.replace('%', ''));
  if (points === undefined) return undefined;
  return Points.safeParse(ratioOf(exact(points).div(100))).data;
}

/** A share of 1 as the percentage that a field shows. */
export function percentField(share: string, locale: string): string {
  return pointsText(ratioOf(exact(share).mul(100)), locale);
}
