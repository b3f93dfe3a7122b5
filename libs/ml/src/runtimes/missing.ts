import { type Complaint } from '../sandbox';
import { type Language, lineOf, masked } from './masked';

/** What code may import here. */
export interface Importable {
  readonly has: (name: string) => boolean;
}

/** Packages that many know and that are not here: each has a sentence of its own that says what to write instead. */
const ADVICE: Readonly<Record<Language, Readonly<Record<string, string>>>> = {
  python: {
    tensorflow: 'code_tensorflow',
    keras: 'code_tensorflow',
    torch: 'code_torch',
    xgboost: 'code_boosting',
    lightgbm: 'code_boosting',
    catboost: 'code_boosting',
    google: 'code_colab',
  },
  r: {
    keras: 'code_keras_r',
    keras3: 'code_keras_r',
    tensorflow: 'code_keras_r',
    torch: 'code_keras_r',
    xgboost: 'code_boosting_r',
    gbm: 'code_boosting_r',
  },
  javascript: { '@tensorflow/tfjs-node-gpu': 'code_tfjs' },
};

/** An import that stands at the margin: one inside of `try` or `if` may be meant to fail. */
const PYTHON_IMPORT = /^(?:import[ \t]+([^\n;]+)|from[ \t]+([\w.]+)[ \t]+import\b)/gm;
const R_LIBRARY =
  /(?:^(?:suppress\w+\()?|^if *\( *!? *)(?:library|require|requireNamespace)\( *(["']?)([\w.]+)\1/gm;
/** Bounded, so that a text of many beginnings and no end is read in time. */
const JS_IMPORT =
  /^(?:import\b[^'";]{0,200}?|export\b[^'";]{0,200}?\bfrom\s{0,20}|const\b[^'";=]{0,200}=\s{0,20}(?:await\s{1,20}import|require)\s{0,20}\(\s{0,20})(["'])([^'"\n]{1,200})\1/gm;

/** Installing: there is no network, and nothing that could be written to. */
const INSTALLS: Readonly<Record<Language, RegExp>> = {
  python:
    /^[!%]?(?:pip3?|conda|mamba)[ \t]+install\b[^\n]*|^pip\.main\(|^subprocess\.\w+\([^\n]{0,99}?pip[^\n]{0,99}?install/gm,
  r: /^(?:utils::)?install\.packages\(|^(?:\w+::)?install_(?:keras|tensorflow|torch|github|version)\(|^BiocManager::install\(/gm,
  javascript: /^(?:child_process\.)?exec(?:File)?Sync\([^\n]{0,99}?npm[^\n]{0,99}?install/gm,
};
const MOST = 20;

/**
 * What a program asks for that is not here, with its line, before it costs a run. A word in a comment or a string is not
 * code; an import that is indented may be meant to fail, and is let through. Never complains of what is installed.
 */
export function missingIn(source: string, language: Language, importable: Importable): Complaint[] {
  const { code, bare } = masked(source, language);
  const found: Complaint[] = [];
  const isCode = (offset: number) => bare[offset] !== ' ';
  for (const match of code.matchAll(INSTALLS[language])) {
    if (found.length === MOST) break;
    if (isCode(match.index))
      found.push({
        code: 'code_install',
        row: lineOf(source, match.index),
        value: lineAt(source, match.index),
      });
  }
  for (const { name, offset } of importsOf(code, language)) {
    if (found.length >= 2 * MOST) break;
    if (!isCode(offset) || importable.has(name)) continue;
    const advice = ADVICE[language][name] ?? 'code_package_missing';
    if (name === 'google' && !lineAt(source, offset).includes('google.colab')) continue;
    found.push({
      code: advice,
      row: lineOf(source, offset),
      value: name === 'google' ? 'google.colab' : name,
    });
  }
  return found.sort((a, b) => (a.row ?? 0) - (b.row ?? 0)).slice(0, MOST);
}

function lineAt(source: string, offset: number): string {
  const end = source.indexOf('\n', offset);
  return source
    .slice(offset, end < 0 ? undefined : end)
    .trim()
    .slice(0, 120);
}

function* importsOf(code: string, language: Language): Generator<{ name: string; offset: number }> {
  switch (language) {
    case 'python':
      for (const { index, 1: list, 2: from } of code.matchAll(PYTHON_IMPORT)) {
        const names = from === undefined ? (list ?? '').split(',') : [from];
        for (const each of names) {
          const name = /^[\w]+/.exec(each.trim())?.[0];
          if (name !== undefined) yield { name, offset: index };
        }
      }
      return;
    case 'r':
      for (const { index, 2: name = '' } of code.matchAll(R_LIBRARY)) yield { name, offset: index };
      return;
    case 'javascript':
      for (const { index, 2: path = '' } of code.matchAll(JS_IMPORT)) {
        if (/^(?:\.{0,2}\/|node:)/.test(path)) continue;
        const name = path
          .split('/')
          .slice(0, path.startsWith('@') ? 2 : 1)
          .join('/');
        yield { name, offset: index };
      }
  }
}
