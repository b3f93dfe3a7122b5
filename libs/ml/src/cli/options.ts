import { parseArgs } from 'node:util';

import { nearest } from '../predictions';

/** What was asked, or all that is wrong with how. */
export type Outcome<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly faults: string[] };

/** An option of a command: its text in the help, whether it must be given, and the values it may have. */
export interface Option {
  readonly help: string;
  readonly value?: string;
  readonly needed?: boolean;
  readonly among?: readonly string[];
  readonly test?: (text: string) => string | undefined;
}
export type Options = Readonly<Record<string, Option>>;
export type Given = Readonly<Partial<Record<string, string>>>;

export const JSON_OPTION: Option = { help: 'the report as JSON' };

/** Answers what was given by name, a flag as `true`; or every fault of the line. */
export function optionsOf(args: readonly string[], options: Options): Outcome<Given> {
  const { tokens } = parseArgs({
    args: [...args],
    options: Object.fromEntries(
      Object.entries(options).map(([name, { value }]) => [
        name,
        { type: value === undefined ? 'boolean' : 'string' },
      ]),
    ),
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  const faults: string[] = [];
  const given: Record<string, string> = {};
  for (const token of tokens) {
    if (token.kind === 'positional') faults.push(`${token.value}: not expected here`);
    if (token.kind !== 'option') continue;
    const fault = faultOf(token.name, token.value, options, given);
    if (fault === undefined) given[token.name] = token.value ?? 'true';
    else faults.push(`${token.rawName}: ${fault}`);
  }
  for (const [name, { needed }] of Object.entries(options))
    if (
      needed &&
      given[name] === undefined &&
      !faults.some((each) => each.startsWith(`--${name}:`))
    )
      faults.push(`--${name} is missing`);
  return faults.length > 0 ? { ok: false, faults } : { ok: true, value: given };
}

function faultOf(
  name: string,
  value: string | undefined,
  options: Options,
  given: Given,
): string | undefined {
  const option = options[name];
  if (!option) {
    const guess = nearest(name, Object.keys(options));
    return `there is no such option${guess === undefined ? '' : `; did you mean --${guess}?`}`;
  }
  if (given[name] !== undefined) return 'given twice';
  if (option.value === undefined) return value === undefined ? undefined : 'takes no value';
  if (value === undefined || value === '') return `needs a value: ${option.value}`;
  if (option.among && !option.among.includes(value))
    return `${value} is none of ${option.among.join(', ')}`;
  return option.test?.(value);
}

/** A test for whole numbers from `low` to `high`. */
export function whole(low: number, high: number): (text: string) => string | undefined {
  return (text) =>
    /^\d{1,15}$/.test(text) && Number(text) >= low && Number(text) <= high
      ? undefined
      : `${text} is no whole number from ${low} to ${high}`;
}
