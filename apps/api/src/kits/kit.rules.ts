import {
  type Challenge,
  type CodeLanguage,
  type CodeRuntime,
  starterScript,
} from '@holdout/contracts';

import { javascriptScript } from './javascript-script';
import { rScript } from './r-script';

type KitChallenge = Pick<
  Challenge,
  'title' | 'task' | 'metric' | 'targetName' | 'classes' | 'positive' | 'features' | 'limits'
>;

export const LANGUAGES: readonly CodeLanguage[] = ['python', 'r', 'javascript'];

const NAMES = { python: 'Python', r: 'R', javascript: 'JavaScript' } as const;
const MAINS = { python: 'main.py', r: 'main.R', javascript: 'main.mjs' } as const;
const COMMANDS = {
  python: 'python3 main.py',
  r: 'Rscript main.R',
  javascript: 'node main.mjs',
} as const;

/** A plain model of rows that stand alone can be written in every language; of series and clusters there is one in Python. */
export function hasKit({ task }: Pick<Challenge, 'task'>, language: CodeLanguage): boolean {
  return (
    language === 'python' || task === 'regression' || task === 'binary' || task === 'multiclass'
  );
}

/** The texts of a kit; its data go beside them. */
export function kitTexts(
  challenge: KitChallenge,
  { language, version, packages }: Pick<CodeRuntime, 'language' | 'version' | 'packages'>,
  words: 'es' | 'en',
): Record<string, string> {
  const programs = { python: starterScript, r: rScript, javascript: javascriptScript };
  return {
    [MAINS[language]]: programs[language](challenge),
    'README.md': readme(challenge, language, words),
    'packages.txt': [
      `# ${version ?? NAMES[language]}`,
      ...packages.map(({ name, version: number }) => `${name} ${number}`),
      '',
    ].join('\n'),
  };
}

function readme(
  { title, task, metric, targetName, limits }: KitChallenge,
  language: CodeLanguage,
  words: 'es' | 'en',
): string {
  const [name, main, command] = [NAMES[language], MAINS[language], COMMANDS[language]];
  const out = task === 'clustering' ? '' : ', validation.csv';
  if (words === 'en')
    return `# ${title}

Predict \`${targetName}\` (${task}, scored by \`${metric}\`) with ${name}.

1. Run it here: \`${command}\`. It reads \`data/train.csv\` and \`data/test.csv\` and writes \`predictions.csv\`${out}.
2. Send \`${main}\` (or this folder as a zip) on the challenge's page. It runs as it is and scores above the baseline.
3. Change the model, look at the score of \`validation.csv\`, and send again.

There: ${limits.cpuSeconds} s of processor time, ${limits.memoryMiB} MiB of memory, no network. \`packages.txt\` lists what is installed.
Instead of a script you may send two functions, \`fit(X, y)\` and \`predict(X)\`: then the platform makes validation.csv.
`;
  return `# ${title}

Predecir \`${targetName}\` (${task}, se califica con \`${metric}\`) en ${name}.

1. Ejecútelo aquí: \`${command}\`. Lee \`data/train.csv\` y \`data/test.csv\`, y escribe \`predictions.csv\`${out}.
2. Envíe \`${main}\` (o esta carpeta en un zip) en la página del reto. Corre tal como está y supera la línea de base.
3. Cambie el modelo, mire el puntaje de \`validation.csv\` y envíe de nuevo.

Allá: ${limits.cpuSeconds} s de procesador, ${limits.memoryMiB} MiB de memoria, sin red. \`packages.txt\` dice qué está instalado.
En vez de un script puede enviar dos funciones, \`fit(X, y)\` y \`predict(X)\`: entonces la plataforma hace validation.csv.
`;
}
