import { basename, extname } from 'node:path';

import { type Complaint, fileName, inspectZip, zipMember } from '../sandbox';
import { declaresFunctions } from './functions';
import { type Importable, missingIn } from './missing';
import { type Language } from './masked';
import { fromNotebook, type Taken } from './notebook';
import { fromRMarkdown } from './rmarkdown';
import { type Entry, type Validation } from './runtime';

const MiB = 1024 * 1024;
/** An archive of code and a few small files, not of data: the data are there already. */
const ZIP_RULES = { maxEntries: 2000, maxBytes: 48 * MiB };
const MAX_CODE_BYTES = 2 * MiB;
const LONGEST_LOOKED_AT = 200_000;
/** With its outputs, which are dropped. */
const MAX_NOTEBOOK_BYTES = 20 * MiB;

interface LanguageForms {
  /** What a program's file ends in, and those that it may begin at in an archive, the first by default. */
  readonly plain: RegExp;
  readonly mains: readonly string[];
  readonly expected: string;
  /** Texts that a program is taken out of. */
  readonly woven: readonly { readonly ending: RegExp; readonly take: (text: string) => Taken }[];
}

const FORMS: Readonly<Record<Language, LanguageForms>> = {
  python: {
    plain: /\.py$/i,
    mains: ['main.py'],
    expected: '.py, .ipynb, .zip',
    woven: [{ ending: /\.ipynb$/i, take: (text) => fromNotebook(text, 'python') }],
  },
  r: {
    plain: /\.r$/i,
    mains: ['main.R', 'main.r'],
    expected: '.R, .Rmd, .ipynb, .zip',
    woven: [
      { ending: /\.rmd$/i, take: fromRMarkdown },
      { ending: /\.ipynb$/i, take: (text) => fromNotebook(text, 'r') },
    ],
  },
  javascript: {
    plain: /\.(?:js|mjs|ts)$/i,
    mains: ['main.js', 'main.mjs', 'main.ts'],
    expected: '.js, .mjs, .ts, .zip',
    woven: [],
  },
};

const SUFFIX: Readonly<Record<Language, string>> = { python: '.py', r: '.R', javascript: '.mjs' };

/** Why it is not known that an archive has a file. */
const NO_MAIN = new Set(['zip_main_missing', 'zip_unreadable']);

/** The language of an archive, by the file that it begins at; undefined where it has none of them. */
export function languageOfZip(bytes: Buffer): Language | undefined {
  return (['python', 'r', 'javascript'] as const).find((language) => mainIn(bytes, language));
}

/**
 * Whether an upload is code of a language: a text, a notebook, or an archive with its `main` at the root or in its only top
 * folder. Told by the bytes; the name decides only what a text is taken for. With `importable` it is also looked through for
 * what is not there. All faults at once; nothing is loaded or run.
 */
export function validateCode(
  bytes: Buffer,
  name: string,
  language: Language,
  importable?: Importable,
): Validation {
  if (bytes.length === 0) return faulty({ code: 'code_empty' });
  if (bytes.subarray(0, 4).equals(Buffer.from('PK\x03\x04')))
    return validateZip(bytes, name, language, importable);
  if (/\.zip$/i.test(name)) return faulty({ code: 'zip_unreadable' });
  const { plain, woven, expected } = FORMS[language];
  const weave = woven.find(({ ending }) => ending.test(name));
  const limit = weave ? MAX_NOTEBOOK_BYTES : MAX_CODE_BYTES;
  const text = textOf(bytes);
  const faults: Complaint[] = [];
  if (!weave && !plain.test(name)) faults.push({ code: 'code_extension', value: name, expected });
  if (bytes.length > limit)
    faults.push({ code: 'code_too_large', value: String(bytes.length), expected: String(limit) });
  if (text === undefined) faults.push({ code: 'code_not_text', expected: 'UTF-8' });
  if (faults.length > 0 || text === undefined) return faulty(...faults);
  return weave
    ? validateWoven(weave.take(text), name, language, importable)
    : looked({ kind: 'file', name, bytes }, text, language, importable);
}

function validateWoven(
  taken: Taken,
  name: string,
  language: Language,
  importable: Importable | undefined,
): Validation {
  if (!taken.ok) return faulty(...taken.complaints);
  if (taken.program.length > MAX_CODE_BYTES)
    return faulty({
      code: 'code_too_large',
      value: String(taken.program.length),
      expected: String(MAX_CODE_BYTES),
    });
  const stem = basename(fileName(name), extname(name));
  const entry: Entry = {
    kind: 'file',
    name: `${stem}${SUFFIX[language]}`,
    bytes: Buffer.from(taken.program),
  };
  const seen = looked(entry, taken.program, language, importable);
  if (seen.valid) return seen;
  return faulty(
    ...seen.complaints.map((fault) =>
      fault.row === undefined ? fault : { ...fault, ...taken.cellOf(fault.row) },
    ),
  );
}

function validateZip(
  bytes: Buffer,
  name: string,
  language: Language,
  importable: Importable | undefined,
): Validation {
  const main = mainIn(bytes, language) ?? FORMS[language].mains[0]!;
  const inspection = inspectZip(bytes, { ...ZIP_RULES, main });
  if (!inspection.sound) return { valid: false, complaints: inspection.complaints };
  const { prefix } = inspection;
  const text = textOf(zipMember(bytes, prefix + main, MAX_CODE_BYTES) ?? Buffer.alloc(0));
  if (text === undefined) return faulty({ code: 'code_not_text', expected: 'UTF-8' });
  const has = (path: string) => inspectZip(bytes, { ...ZIP_RULES, main: `${prefix}${path}` }).sound;
  const brought = new Map<string, boolean>();
  const own = (module: string) => {
    const known = brought.get(module) ?? (has(`${module}.py`) || has(`${module}/__init__.py`));
    brought.set(module, known);
    return known;
  };
  const known = importable && {
    has: (module: string) => importable.has(module) || (language === 'python' && own(module)),
  };
  return looked({ kind: 'zip', name, bytes, prefix, main }, text, language, known);
}

function looked(
  entry: Entry,
  source: string,
  language: Language,
  importable: Importable | undefined,
): Validation {
  // Nobody has written that by hand.
  if (source.length > LONGEST_LOOKED_AT) return { valid: true, entry };
  const complaints = importable ? missingIn(source, language, importable) : [];
  if (complaints.length > 0) return { valid: false, complaints };
  return {
    valid: true,
    entry: declaresFunctions(source, language) ? { ...entry, contract: 'functions' } : entry,
  };
}

function mainIn(bytes: Buffer, language: Language): string | undefined {
  return FORMS[language].mains.find((main) => {
    const inspection = inspectZip(bytes, { ...ZIP_RULES, main });
    return inspection.sound || inspection.complaints.every(({ code }) => !NO_MAIN.has(code));
  });
}

function faulty(...complaints: Complaint[]): Validation {
  return { valid: false, complaints };
}

function textOf(bytes: Buffer): string | undefined {
  if (bytes.includes(0)) return undefined;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
