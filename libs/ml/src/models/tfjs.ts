import { inspectZip, zipMember } from '../sandbox';
import { columnsSaid, Faults, type Inspection, shown } from './inspection';

const MiB = 1024 * 1024;
export const TFJS_ZIP = { main: 'model.json', maxEntries: 200, maxBytes: 48 * MiB };
const LARGEST_JSON_BYTES = 8 * MiB;
const MOST_PARTS = 10_000;
const DEEPEST = 32;

/** What TensorFlow.js builds from a description alone. Lambda is not there: it is code. */
const LAYERS: ReadonlySet<string> = new Set(
  `Activation ActivityRegularization Add AlphaDropout Average AveragePooling1D AveragePooling2D AveragePooling3D
  BatchNormalization Bidirectional CategoryEncoding CenterCrop Concatenate Conv1D Conv2D Conv2DTranspose Conv3D Conv3DTranspose
  ConvLSTM2D ConvLSTM2DCell Cropping2D Dense DepthwiseConv2D Dot Dropout ELU Embedding Flatten Functional GRU GRUCell
  GaussianDropout GaussianNoise GlobalAveragePooling1D GlobalAveragePooling2D GlobalMaxPooling1D GlobalMaxPooling2D
  InputLayer LSTM LSTMCell LayerNormalization LeakyReLU Masking MaxPooling1D MaxPooling2D MaxPooling3D Maximum Minimum
  Model Multiply PReLU Permute RNN ReLU RepeatVector Rescaling Reshape Resizing SeparableConv2D Sequential SimpleRNN
  SimpleRNNCell Softmax SpatialDropout1D StackedRNNCells ThresholdedReLU TimeDistributed UpSampling2D ZeroPadding2D`.split(
    /\s+/,
  ),
);
const WIDTHS: Readonly<Record<string, number>> = { float32: 4, int32: 4, bool: 1 };
const QUANTIZED: Readonly<Record<string, number>> = { uint8: 1, uint16: 2, float16: 2 };

export interface TfjsModel {
  readonly format: 'layers-model' | 'graph-model';
  /** The folder in the archive that is its root: '' or 'folder/'. */
  readonly prefix: string;
  /** What `userDefinedMetadata` says under `columns`, or null. */
  readonly columns: readonly string[] | null;
  readonly weightBytes: number;
  readonly parts: number;
}

/**
 * Reads an archive of `model.json` and its weights without loading the model. Refused, all at once: layers beyond
 * those of TensorFlow.js's own, weights that are elsewhere (an address, a folder above) or missing, and weights whose bytes
 * are not those of their shapes and types.
 */
export function inspectTfjs(bytes: Buffer): Inspection<TfjsModel> {
  const archive = inspectZip(bytes, TFJS_ZIP);
  if (!archive.sound) return archive;
  const { prefix } = archive;
  const faults = new Faults();
  const topology = jsonOf(zipMember(bytes, `${prefix}model.json`, LARGEST_JSON_BYTES));
  if (!topology) return { sound: false, complaints: [{ code: 'tfjs_unreadable' }] };
  const { format } = topology;
  if (format !== 'layers-model' && format !== 'graph-model') {
    faults.add({
      code: 'tfjs_format',
      value: shown(textOr(format)),
      expected: 'layers-model, graph-model',
    });
    return { sound: false, complaints: faults.all };
  }
  const parts =
    format === 'layers-model' ? checkLayers(topology, faults) : checkGraph(topology, faults);
  const weightBytes = checkWeights(
    topology,
    (name) => zipMember(bytes, prefix + name, TFJS_ZIP.maxBytes),
    faults,
  );
  if (!faults.none) return { sound: false, complaints: faults.all };
  const said = topology['userDefinedMetadata'];
  const columns = isObject(said) ? columnsSaid(said['columns']) : null;
  return { sound: true, model: { format, prefix, columns, weightBytes, parts } };
}

type Json = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
const textOr = (value: unknown): string => (typeof value === 'string' ? value : '');

function jsonOf(bytes: Buffer | undefined): Json | undefined {
  try {
    const value: unknown = JSON.parse(bytes?.toString('utf8') ?? '');
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** Every layer, those inside of others too. Answers how many. */
function checkLayers(topology: Json, faults: Faults): number {
  const outer = topology['modelTopology'];
  const root = isObject(outer) && isObject(outer['model_config']) ? outer['model_config'] : outer;
  if (!isObject(root)) {
    faults.add({ code: 'tfjs_unreadable' });
    return 0;
  }
  let count = 0;
  const look = (layer: unknown, depth: number): void => {
    if (!isObject(layer) || depth > DEEPEST || ++count > MOST_PARTS) {
      faults.add({ code: 'tfjs_unreadable' });
      return;
    }
    const name = textOr(layer['class_name']);
    if (!LAYERS.has(name)) faults.add({ code: 'tfjs_layer', value: shown(name) });
    const config = layer['config'];
    const inner = isObject(config)
      ? [...listOf(config['layers']), ...listOf(config['cells'])]
      : listOf(config);
    for (const each of inner) look(each, depth + 1);
    if (!isObject(config)) return;
    for (const key of ['layer', 'cell'])
      if (config[key] !== undefined) look(config[key], depth + 1);
  };
  look(root, 0);
  return count;
}

/** The executor has its own list of operations; here is only bounded what it is given. Answers how many. */
function checkGraph(topology: Json, faults: Faults): number {
  const graph = topology['modelTopology'];
  const nodes = isObject(graph) ? graph['node'] : undefined;
  if (!Array.isArray(nodes) || nodes.length === 0 || nodes.length > MOST_PARTS)
    faults.add({ code: 'tfjs_unreadable' });
  for (const node of listOf(nodes)) {
    const operation = isObject(node) ? textOr(node['op']) : '';
    if (
      !/^[A-Za-z_]\w{0,60}$/.test(operation) ||
      /file|save|restore|pyfunc|print|assert/i.test(operation)
    )
      faults.add({ code: 'tfjs_operation', value: shown(operation) });
  }
  return listOf(nodes).length;
}

/** Answers their bytes. */
function checkWeights(
  topology: Json,
  file: (name: string) => Buffer | undefined,
  faults: Faults,
): number {
  const manifest = topology['weightsManifest'];
  if (!Array.isArray(manifest) || manifest.length > MOST_PARTS) {
    faults.add({ code: 'tfjs_unreadable' });
    return 0;
  }
  let all = 0;
  for (const group of manifest as unknown[]) {
    const [paths, weights] = isObject(group)
      ? [listOf(group['paths']), listOf(group['weights'])]
      : [[], []];
    let found = 0;
    for (const path of paths) {
      const name = textOr(path);
      const plain = /^[\w-][\w. -]*$/.test(name);
      const content = plain ? file(name) : undefined;
      if (!plain) faults.add({ code: 'tfjs_path', value: shown(name) });
      else if (!content) faults.add({ code: 'tfjs_weights_missing', value: shown(name) });
      found += content?.length ?? 0;
    }
    const expected = weights.reduce<number>((sum, weight) => sum + bytesOf(weight, faults), 0);
    if (faults.none && found !== expected)
      faults.add({ code: 'tfjs_weights', value: String(found), expected: String(expected) });
    all += found;
  }
  return all;
}

function bytesOf(weight: unknown, faults: Faults): number {
  const { name, shape, dtype, quantization } = isObject(weight) ? weight : {};
  const type = isObject(quantization) ? textOr(quantization['dtype']) : textOr(dtype);
  const width = (isObject(quantization) ? QUANTIZED : WIDTHS)[type];
  const sizes = listOf(shape);
  const whole = sizes.every((size) => Number.isInteger(size) && Number(size) >= 0);
  if (width === undefined || !Array.isArray(shape) || !whole || sizes.length > 8) {
    faults.add({
      code: 'tfjs_weight',
      value: shown(textOr(name)),
      expected: Object.keys(WIDTHS).join(', '),
    });
    return 0;
  }
  return sizes.reduce<number>((product, size) => product * Number(size), width);
}
