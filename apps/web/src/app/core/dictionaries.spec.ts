import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

import { EvaluationState, ProblemCode, RosterVerdict, Verdict } from '@holdout/contracts';

/** The sentences are data: what a person may meet must have one, in both languages. */
const ROOT = join(__dirname, '../../../../..');
const TEXTS = join(ROOT, 'apps/web/public/i18n');
const scopes = readdirSync(TEXTS);

interface Texts {
  [name: string]: string | Texts;
}

function read(scope: string, language: 'es' | 'en'): Texts {
  return JSON.parse(readFileSync(join(TEXTS, scope, `${language}.json`), 'utf8')) as Texts;
}

function flat(texts: Texts, before = ''): Map<string, string> {
  const all = new Map<string, string>();
  for (const [name, value] of Object.entries(texts)) {
    if (typeof value === 'string') all.set(before + name, value);
    else for (const [key, text] of flat(value, `${before}${name}.`)) all.set(key, text);
  }
  return all;
}

function sources(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.spec.ts'))
    .filter((name) => !name.startsWith('cli/')) // the command line has sentences of its own
    .map((name) => readFileSync(join(ROOT, folder, name), 'utf8'));
}

const missing = (wanted: readonly string[], there: Map<string, string>, prefix = '') =>
  wanted.filter((name) => !there.has(prefix + name));

/** What stands in braces, whatever the words around it. */
const holes = (sentence: string) =>
  [...new Set([...sentence.matchAll(/\{\{\s*(\w+)\s*\}\}/g)].map(([, name]) => name))].sort();

describe.each(scopes)('the dictionary of %s', (scope) => {
  const es = flat(read(scope, 'es'));
  const en = flat(read(scope, 'en'));

  it('says the same things in both languages', () => {
    expect([...en.keys()].sort()).toEqual([...es.keys()].sort());
  });

  it('says nothing empty', () => {
    expect([...es, ...en].filter(([, text]) => text.trim() === '')).toEqual([]);
  });

  it('fills in the same facts in both languages', () => {
    const differing = [...es].filter(([key, text]) => {
      const other = holes(en.get(key) ?? '');
      return holes(text).join() !== other.join();
    });
    expect(differing).toEqual([]);
  });

  it('closes what it opens', () => {
    const broken = [...es, ...en].filter(([, text]) => {
      const count = (mark: string) => text.split(mark).length;
      return count('{') !== count('}') || count('[[') !== count(']]');
    });
    expect(broken).toEqual([]);
  });
});

describe('what a person may meet', () => {
  const problem = flat(read('problem', 'es'));
  const fault = flat(read('fault', 'es'));

  it('every problem has its sentence, and each advice', () => {
    expect(missing(ProblemCode.options, problem)).toEqual([]);
    const advice = ['again', 'reload', 'report', 'sign-in', 'address', 'retype', 'unchanged'];
    expect(missing(advice, problem, 'advice.')).toEqual([]);
    expect(missing(['unreachable', 'off-contract', 'unexpected-here'], problem)).toEqual([]);
  });

  it('every state and every verdict of a run has its sentence', () => {
    const submissions = flat(read('submissions', 'es'));
    expect(missing(EvaluationState.options, submissions, 'state.')).toEqual([]);
    expect(missing(Verdict.options, submissions, 'verdict.')).toEqual([]);
    expect(missing(RosterVerdict.options, flat(read('members', 'es')), 'verdict.')).toEqual([]);
  });

  it('every fault that the sources name has its sentence', () => {
    const found = new Set<string>();
    for (const text of [...sources('apps/api/src'), ...sources('libs/ml/src')])
      for (const [, code] of text.matchAll(/\bcode: '([a-z]+(?:[-_][a-z0-9]+)*)'/g))
        if (code !== undefined) found.add(code);
    // Notes of a roster row that is taken, warnings of a leak and whole refusals have sentences elsewhere.
    const changes = flat(read('members', 'es'));
    const leak = flat(read('leak', 'es'));
    const elsewhere = (code: string) =>
      changes.has(`change.${code}`) || leak.has(code) || problem.has(code);
    expect(found.size).toBeGreaterThan(40);
    expect([...found].filter((code) => !fault.has(code) && !elsewhere(code)).sort()).toEqual([]);
  });
});
