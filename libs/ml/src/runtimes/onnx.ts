import { inspectOnnx } from '../models';
import { fileName } from '../sandbox';
import {
  EXTENSION,
  NODE,
  NODE_ENVIRONMENT,
  NODE_LIMITS,
  type NodeHost,
  PROGRAMS,
} from './node-host';
import { type Runtime, type Validation } from './runtime';

/** Whether an upload is an ONNX model that may be loaded inside. */
export function validateOnnx(bytes: Buffer, name: string): Validation {
  if (bytes.length === 0) return { valid: false, complaints: [{ code: 'code_empty' }] };
  const inspection = inspectOnnx(bytes);
  return inspection.sound
    ? { valid: true, entry: { kind: 'file', name, bytes } }
    : { valid: false, complaints: inspection.complaints };
}

export function onnxRuntime(host: NodeHost): Runtime {
  const version = host.packages.find(({ name }) => name === 'onnxruntime-node')?.version ?? '';
  return {
    id: 'onnx',
    kinds: ['onnx'],
    version: `ONNX Runtime ${version}`,
    packages: host.packages,
    validate: validateOnnx,
    command: ({ name, bytes }) => {
      const inspection = inspectOnnx(bytes);
      if (!inspection.sound) throw new RangeError('a model that was not found sound');
      const { inputs, columns } = inspection.model;
      return [
        NODE,
        `${PROGRAMS}/main${EXTENSION}`,
        'onnx',
        fileName(name),
        JSON.stringify({ inputs, columns }),
      ];
    },
    binds: host.binds,
    env: NODE_ENVIRONMENT,
    limits: NODE_LIMITS,
  };
}
