import { type Complaint, QuestionContent } from '@holdout/contracts';
import { decimalText, readRatio } from '@holdout/grading';

import { complaintsOf, imagesIn } from '../content.rules';

/** A question while it is read: faults do not stop the reading, so that all of them are told at once. */
export class Draft {
  readonly faults: Complaint[] = [];
  readonly warnings: Complaint[] = [];

  constructor(readonly line: number | null) {}

  fault(code: string, value?: string, line: number | null = this.line): void {
    this.faults.push(this.complaint(code, value, line));
  }

  warn(code: string, value?: string): void {
    const warning = this.complaint(code, value, this.line);
    const there = this.warnings.some((each) => each.code === code && each.value === warning.value);
    if (!there) this.warnings.push(warning);
  }

  /** By the contract and by what can be asked; null, and the faults say why, where it cannot be taken. */
  content(given: unknown): QuestionContent | null {
    if (this.faults.length > 0) return null;
    const read = QuestionContent.safeParse(given);
    if (!read.success) {
      for (const { path, message } of read.error.issues.slice(0, 5))
        this.fault('question-part-unfit', `${path.join('.')}: ${message}`.slice(0, 200));
      return null;
    }
    const images = new Set(imagesIn(read.data));
    for (const fault of complaintsOf(read.data, images))
      this.faults.push(this.line === null ? fault : { ...fault, row: this.line });
    return this.faults.length > 0 ? null : read.data;
  }

  private complaint(code: string, value: string | undefined, line: number | null): Complaint {
    return {
      code,
      ...(line === null ? {} : { row: line }),
      ...(value === undefined ? {} : { value: value.slice(0, 200) }),
    };
  }
}

export const COMMON = { points: 1, generalFeedback: '', tags: [] as string[], parameters: [] };

/** A title from a text, where the file gives none. */
export function titleFrom(text: string): string {
  const plain = text
    .replaceAll(/!\[[^\]]*\]\([^)]*\)/g, ' ')
    .replaceAll(/[*_`#>\\]/g, '')
    .replaceAll(/\s+/g, ' ')
    .trim();
  return plain.length > 80 ? `${plain.slice(0, 79)}…` : plain || '…';
}

/** Points of a file: two decimals, and said where that changed them. */
export function pointsFrom(text: string, draft: Draft): number {
  const points = Number(text);
  if (text.trim() === '' || !Number.isFinite(points) || points < 0 || points > 1000) {
    draft.fault('points-unreadable', text);
    return 1;
  }
  const rounded = Math.round(points * 100) / 100;
  if (rounded !== points) draft.warn('points-rounded', text);
  return rounded;
}

const LARGEST_DENOMINATOR = 20;

/**
 * A percentage of a file as an exact share. `33.33333` is how Moodle writes a third: a percentage of three decimals or more
 * is the simple fraction that is written so, where there is one. Undefined where it is not a number.
 */
export function shareFrom(percent: string): string | undefined {
  const exact = readRatio(percent);
  if (!exact) return undefined;
  const decimals = percent.split('.')[1]?.length ?? 0;
  if (decimals >= 3)
    for (let below = 3; below <= LARGEST_DENOMINATOR; below += 1) {
      const above = Math.round((exact.valueOf() / 100) * below);
      const written = Math.abs(exact.valueOf() - (100 * above) / below);
      if (above !== 0 && written <= 0.51 * 10 ** -decimals) return `${above}/${below}`;
    }
  return decimalText(exact.div(100));
}

/** Numbers of a file: a decimal point, or a comma where there is no doubt; exponents. Undefined where it is none. */
export function numberFrom(text: string): string | undefined {
  const plain = text.trim().replaceAll('−', '-');
  const even = /^[+-]?\d*,\d+$/.test(plain) ? plain.replace(',', '.') : plain;
  const value = readRatio(even);
  return value && decimalText(value);
}

/** Names of parts, until the bank gives its own. */
export const partNames = (letter: string, count: number): string[] =>
  Array.from({ length: count }, (_, i) => `${letter}${i + 1}`);
