import { createRequire } from 'node:module';

/** The few calls that are made of what is staged beside; the packages' own types are not in the sandbox. */
export interface OnnxTensor {
  readonly data: ArrayLike<number | bigint | string | boolean>;
  readonly dims: readonly number[];
}

export interface OnnxSession {
  readonly outputNames: readonly string[];
  run(feeds: Record<string, OnnxTensor>): Promise<Record<string, OnnxTensor>>;
}

export interface Onnxruntime {
  readonly Tensor: new (type: string, data: unknown, dims: readonly number[]) => OnnxTensor;
  readonly InferenceSession: {
    create(bytes: Uint8Array, options: Record<string, unknown>): Promise<OnnxSession>;
  };
}

export interface TfTensor {
  readonly shape: readonly number[];
  data(): Promise<Float32Array>;
  dispose(): void;
}

export interface TfModel {
  readonly inputs: readonly {
    readonly name: string;
    readonly shape?: readonly (number | null)[];
  }[];
  predict?(inputs: unknown): TfTensor | TfTensor[];
  executeAsync?(inputs: unknown): Promise<TfTensor | TfTensor[]>;
}

export interface Tensorflow {
  setBackend(name: string): Promise<boolean>;
  ready(): Promise<void>;
  getBackend(): string;
  tensor(values: ArrayLike<number>, shape: readonly number[], type: string): TfTensor;
  loadLayersModel(source: unknown): Promise<TfModel>;
  loadGraphModel(source: unknown): Promise<TfModel>;
  readonly io: { fromMemory(artifacts: Record<string, unknown>): unknown };
}

const staged = createRequire('/node/node_modules/');

export function onnxruntime(): Onnxruntime {
  return staged('onnxruntime-node') as Onnxruntime;
}

/** The native library where it is staged and loads, else WebAssembly. */
export async function tensorflow(): Promise<Tensorflow> {
  try {
    return staged('@tensorflow/tfjs-node') as Tensorflow;
  } catch {
    const tf = staged('@tensorflow/tfjs') as Tensorflow;
    staged('@tensorflow/tfjs-backend-wasm');
    await tf.setBackend('wasm');
    await tf.ready();
    return tf;
  }
}
