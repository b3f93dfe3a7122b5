import { type Language, masked } from './masked';

const DECLARED: Readonly<Record<Language, (name: string) => RegExp>> = {
  python: (name) => new RegExp(`^def ${name}[ \\t]*\\(`, 'm'),
  r: (name) => new RegExp(`^${name}[ \\t]*(?:<-|=)[ \\t]*function[ \\t]*\\(`, 'm'),
  javascript: (name) =>
    new RegExp(
      `^export (?:async )?function ${name}\\b|^export (?:const|let) ${name}\\b|^export \\{[^}]{0,500}\\b${name}\\b`,
      'm',
    ),
};

/**
 * Whether a program keeps the functions contract: `fit` and `predict` at its top level, and nothing that writes
 * predictions.csv itself. A program that does both is a script that happens to have functions.
 */
export function declaresFunctions(source: string, language: Language): boolean {
  const { code, bare } = masked(source, language);
  if (code.includes('predictions.csv')) return false;
  return ['fit', 'predict'].every((name) => DECLARED[language](name).test(bare));
}
