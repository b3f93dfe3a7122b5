import { inspectTfjs } from '../models';
import { unpacking } from '../sandbox';
import {
  EXTENSION,
  NODE,
  NODE_ENVIRONMENT,
  NODE_LIMITS,
  type NodeHost,
  PROGRAMS,
} from './node-host';
import { type Runtime, type Validation } from './runtime';

/** Whether an upload is a TensorFlow.js model, layers or graph, that may be loaded inside: a zip of model.json and its weights. */
export function validateTfjs(bytes: Buffer, name: string): Validation {
  if (bytes.length === 0) return { valid: false, complaints: [{ code: 'code_empty' }] };
  const inspection = inspectTfjs(bytes);
  return inspection.sound
    ? {
        valid: true,
        entry: { kind: 'zip', name, bytes, prefix: inspection.model.prefix, main: 'model.json' },
      }
    : { valid: false, complaints: inspection.complaints };
}

export function tfjsRuntime(host: NodeHost): Runtime {
  const version = host.packages.find(({ name }) => name === '@tensorflow/tfjs')?.version ?? '';
  return {
    id: 'tfjs',
    kinds: ['tfjs'],
    version: `TensorFlow.js ${version} (${host.tensorflow})`,
    packages: host.packages,
    validate: validateTfjs,
    command: (entry, results) => {
      const inspection = inspectTfjs(entry.bytes);
      if (!inspection.sound) throw new RangeError('a model that was not found sound');
      const { prefix, columns } = inspection.model;
      const run = [
        NODE,
        `${PROGRAMS}/main${EXTENSION}`,
        'tfjs',
        '/scratch',
        JSON.stringify({ inputs: [], columns }),
      ];
      return unpacking(prefix, results, run);
    },
    binds: host.binds,
    env: NODE_ENVIRONMENT,
    limits: NODE_LIMITS,
  };
}
