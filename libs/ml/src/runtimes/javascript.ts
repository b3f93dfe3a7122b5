import { builtinModules } from 'node:module';

import { fileName, unpacking } from '../sandbox';
import { validateCode } from './code';
import { JAVASCRIPT_HARNESS } from './harness';
import { NODE, NODE_ENVIRONMENT, NODE_LIMITS, type NodeHost } from './node-host';
import { type Runtime } from './runtime';

/**
 * Before code that names TensorFlow.js: the native library where it loads, else WebAssembly, which is much faster than
 * plain JavaScript; without it the library would take the slowest.
 */
const START = `import { createRequire } from 'node:module';
const staged = createRequire('/node/node_modules/');
try {
  staged('@tensorflow/tfjs-node');
} catch {
  const tf = staged('@tensorflow/tfjs');
  staged('@tensorflow/tfjs-backend-wasm');
  await tf.setBackend('wasm');
  await tf.ready();
}
`;

/** The plug-in for JavaScript and TypeScript, whose types Node strips, on a staged Node. */
export function javascriptRuntime(host: NodeHost): Runtime {
  const names = new Set([...builtinModules, ...host.packages.map(({ name }) => name)]);
  const staged = host.binds[0]!.from;
  return {
    id: 'javascript',
    kinds: ['javascript'],
    version: `Node ${host.version}, TensorFlow.js (${host.tensorflow})`,
    packages: host.packages,
    validate: (bytes, name) => validateCode(bytes, name, 'javascript', names),
    command: (entry, results) => {
      const main = entry.kind === 'file' ? fileName(entry.name) : entry.main;
      // The same draws of Math.random in every run.
      const node = [NODE, '--random-seed=42'];
      if (entry.kind === 'zip' || entry.bytes.includes('@tensorflow/'))
        node.push('--import', '/in/start.mjs');
      const run = [...node, ...(entry.contract === 'functions' ? ['/in/harness.mjs'] : []), main];
      return entry.kind === 'file' ? run : unpacking(entry.prefix, results, run);
    },
    // Where an `import` looks last; NODE_PATH is for `require` alone.
    binds: [...host.binds, { from: `${staged}/node_modules`, to: '/node_modules' }],
    files: { 'start.mjs': START, 'harness.mjs': JAVASCRIPT_HARNESS },
    env: { ...NODE_ENVIRONMENT, SEED: '42' },
    limits: NODE_LIMITS,
  };
}

/** Whether an upload is JavaScript or TypeScript: a text, or a zip with `main.js`, `main.mjs` or `main.ts`. */
export function validateJavascript(bytes: Buffer, name: string): ReturnType<Runtime['validate']> {
  return validateCode(bytes, name, 'javascript');
}
