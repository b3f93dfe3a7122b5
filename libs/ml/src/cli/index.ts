import { CHECK_OPTIONS, check, checkText } from './check';
import { type Given, type Options, type Outcome, optionsOf } from './options';
import { PROFILE_OPTIONS, profile, profileText } from './profile';
import { SCORE_OPTIONS, score, scoreText } from './score';
import { SPLIT_OPTIONS, split, splitText } from './split';
import { nearest } from '../predictions';

interface Command {
  readonly help: string;
  readonly options: Options;
  /** All faults, or the report: as JSON, and for people. */
  run(given: Given): Outcome<{ json: unknown; text: string }>;
}

function command<T>(
  help: string,
  options: Options,
  deed: (given: Given) => Outcome<T>,
  text: (report: T) => string,
): Command {
  const run = (given: Given): ReturnType<Command['run']> => {
    const outcome = deed(given);
    if (!outcome.ok) return outcome;
    return { ok: true, value: { json: outcome.value, text: text(outcome.value) } };
  };
  return { help, options, run };
}

const COMMANDS: Readonly<Record<string, Command>> = {
  score: command(
    'every figure of some predictions, with 95 % intervals',
    SCORE_OPTIONS,
    score,
    scoreText,
  ),
  check: command(
    'whether a file of predictions would be taken; no truth is needed',
    CHECK_OPTIONS,
    check,
    checkText,
  ),
  split: command('train, public and private rows of a table', SPLIT_OPTIONS, split, splitText),
  profile: command('what is in a table', PROFILE_OPTIONS, profile, profileText),
};

/** What a command line answers: 0 and a report, or 2 and all faults of what it was given. */
export interface Answer {
  readonly code: 0 | 2;
  readonly out: string;
  readonly err: string;
}

/** `holdout <command> …`; reads files and, for `split --out`, writes one. */
export function answerTo(args: readonly string[]): Answer {
  const [name, ...rest] = args;
  if (name === undefined || name === '--help' || name === '-h' || name === 'help')
    return { code: name === undefined ? 2 : 0, ...said(name === undefined, usage()) };
  const found = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (!found) {
    const guess = nearest(name, Object.keys(COMMANDS));
    const hint = guess === undefined ? '' : `; did you mean ${guess}?`;
    return {
      code: 2,
      out: '',
      err: `holdout ${name}: there is no such command${hint}\n\n${usage()}`,
    };
  }
  if (rest.includes('--help') || rest.includes('-h'))
    return { code: 0, out: helpOf(name, found), err: '' };
  const given = optionsOf(rest, found.options);
  if (!given.ok) return refused([...given.faults, `holdout ${name} --help says more`]);
  const outcome = found.run(given.value);
  if (!outcome.ok) return refused(outcome.faults);
  const { json, text } = outcome.value;
  return {
    code: 0,
    out: `${given.value['json'] === undefined ? text : JSON.stringify(json, null, 2)}\n`,
    err: '',
  };
}

const said = (wrong: boolean, text: string) =>
  wrong ? { out: '', err: text } : { out: text, err: '' };
const refused = (faults: readonly string[]): Answer => ({
  code: 2,
  out: '',
  err: `${faults.join('\n')}\n`,
});

function usage(): string {
  const lines = Object.entries(COMMANDS).map(
    ([name, { help }]) => `  holdout ${name.padEnd(9)}${help}`,
  );
  return `${lines.join('\n')}\n\nholdout COMMAND --help lists its options. Exit: 0 with a report, 2 with all faults on standard error.\n`;
}

function helpOf(name: string, { help, options }: Command): string {
  const lines = Object.entries(options).map(([option, { value, among, help: text, needed }]) => {
    const left = `  --${option}${value === undefined ? '' : ` ${value}`}`.padEnd(28);
    return `${left}${text}${among ? ` (${among.join(', ')})` : ''}${needed ? '; needed' : ''}`;
  });
  return `holdout ${name}: ${help}\n\n${lines.join('\n')}\n`;
}
