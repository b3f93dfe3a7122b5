// A thread's beginning where nothing is built: TypeScript through swc, our own packages by their folders.
const { registerHooks } = require('node:module');
const { existsSync, readFileSync } = require('node:fs');
const { dirname, join, resolve } = require('node:path');
const { fileURLToPath, pathToFileURL } = require('node:url');
const { transformSync } = require('@swc/core');

const root = resolve(__dirname, '../..');

registerHooks({
  resolve(specifier, context, next) {
    const ours = /^@holdout\/(contracts|grading|ml)\/?(.*)$/.exec(specifier);
    const path = ours
      ? join(root, 'libs', ours[1], 'src', ours[2])
      : /^\.\.?\//.test(specifier) && context.parentURL?.endsWith('.ts')
        ? join(dirname(fileURLToPath(context.parentURL)), specifier)
        : undefined;
    if (path === undefined) return next(specifier, context);
    const file = existsSync(`${path}.ts`) ? `${path}.ts` : join(path, 'index.ts');
    return { url: pathToFileURL(file).href, format: 'commonjs', shortCircuit: true };
  },
  load(url, context, next) {
    if (!url.endsWith('.ts')) return next(url, context);
    const filename = fileURLToPath(url);
    const { code } = transformSync(readFileSync(filename, 'utf8'), { filename });
    return { format: 'commonjs', source: code, shortCircuit: true };
  },
});
