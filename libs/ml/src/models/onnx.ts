import { type Budget, type Field, fieldsOf, Malformed, numbersOf } from './protobuf';
import { columnsSaid, Faults, type Inspection, shown, type Tensor } from './inspection';

const MiB = 1024 * 1024;
export const LARGEST_ONNX_BYTES = 50 * MiB;
const MOST_NODES = 10_000;
const DEEPEST = 8;
const MOST_FIELDS = 2_000_000;
/** Of one stored tensor. */
const MOST_VALUES = 32 * MiB;
const DOMAINS: ReadonlySet<string> = new Set(['', 'ai.onnx', 'ai.onnx.ml']);

/** TensorProto.DataType by number, with the bytes of a value in raw_data (0: texts, or packed in halves). */
const TYPES: Readonly<Record<number, readonly [name: string, bytes: number]>> = {
  1: ['float', 4],
  2: ['uint8', 1],
  3: ['int8', 1],
  4: ['uint16', 2],
  5: ['int16', 2],
  6: ['int32', 4],
  7: ['int64', 8],
  8: ['string', 0],
  9: ['bool', 1],
  10: ['float16', 2],
  11: ['double', 8],
  12: ['uint32', 4],
  13: ['uint64', 8],
  16: ['bfloat16', 2],
};
const INPUT_TYPES: ReadonlySet<string> = new Set([
  'float',
  'double',
  'int32',
  'int64',
  'string',
  'bool',
]);

export interface OnnxModel {
  /** In the file's order; what has a stored value of its own is none. */
  readonly inputs: readonly Tensor[];
  readonly outputs: readonly Tensor[];
  /** What `metadata_props` says under `columns`, or null. */
  readonly columns: readonly string[] | null;
  readonly nodes: number;
}

interface Walk {
  readonly budget: Budget;
  readonly faults: Faults;
  nodes: number;
}

/**
 * Reads an ONNX file without loading it: the walk is bounded in fields, nodes and depth, and takes only what keeps
 * inside itself. Refused, all at once: data in other files, operators of other domains or of the file's own making,
 * outputs that are no tensors (scikit-learn's ZipMap), inputs of types a table has not, tensors whose bytes do not
 * fit their shape. Fields: onnx.proto3 of ONNX 1.18.
 */
export function inspectOnnx(bytes: Buffer): Inspection<OnnxModel> {
  const walk: Walk = { budget: { fields: MOST_FIELDS }, faults: new Faults(), nodes: 0 };
  const { faults } = walk;
  if (bytes.length > LARGEST_ONNX_BYTES)
    return {
      sound: false,
      complaints: [
        {
          code: 'onnx_too_large',
          value: String(bytes.length),
          expected: String(LARGEST_ONNX_BYTES),
        },
      ],
    };
  try {
    const model = modelOf(bytes, walk);
    if (model && faults.none) return { sound: true, model };
    if (faults.none) faults.add({ code: 'onnx_unreadable' });
  } catch (error) {
    if (!(error instanceof Malformed)) throw error;
    faults.add({ code: 'onnx_unreadable' });
  }
  return { sound: false, complaints: faults.all };
}

function modelOf(bytes: Buffer, walk: Walk): OnnxModel | undefined {
  let graph: Graph | undefined;
  let versioned = false;
  let columns: string[] | null = null;
  for (const field of fieldsOf(bytes, walk.budget)) {
    if (field.number === 1 && field.kind === 'number') versioned = true;
    if (field.kind !== 'bytes') continue;
    if (field.number === 7) graph = graphOf(field.value, walk, 0);
    if (field.number === 8) checkDomain(textOf(field.value, 1, walk), walk);
    if (field.number === 14 && textOf(field.value, 1, walk) === 'columns')
      columns = columnsSaid(textOf(field.value, 2, walk));
    if (field.number === 20) walk.faults.add({ code: 'onnx_training' });
    if (field.number === 25)
      walk.faults.add({ code: 'onnx_functions', value: shown(textOf(field.value, 1, walk)) });
  }
  if (!graph || !versioned) return undefined;
  const { faults } = walk;
  const inputs = graph.inputs.filter(({ name }) => !graph.stored.has(name));
  if (inputs.length === 0) faults.add({ code: 'onnx_no_input' });
  if (graph.outputs.length === 0) faults.add({ code: 'onnx_no_output' });
  for (const { name, type, shape } of inputs)
    if (!INPUT_TYPES.has(type) || shape.length > 4)
      faults.add({
        code: 'onnx_input',
        value: `${shown(name)}: ${type}[${shape.map((size) => size ?? 'N').join(', ')}]`,
        expected: [...INPUT_TYPES].join(', '),
      });
  for (const { name, type } of graph.outputs)
    if (type === 'map') faults.add({ code: 'onnx_zipmap', value: shown(name) });
  return { inputs, outputs: graph.outputs, columns, nodes: walk.nodes };
}

interface Graph {
  readonly inputs: Tensor[];
  readonly outputs: Tensor[];
  readonly stored: Set<string>;
}

function graphOf(bytes: Buffer, walk: Walk, depth: number): Graph {
  if (depth > DEEPEST) throw new Malformed('graphs in graphs');
  const graph: Graph = { inputs: [], outputs: [], stored: new Set() };
  for (const field of fieldsOf(bytes, walk.budget)) {
    if (field.kind !== 'bytes') continue;
    if (field.number === 1) checkNode(field.value, walk, depth);
    if (field.number === 5) graph.stored.add(checkTensor(field.value, walk));
    if (field.number === 11) graph.inputs.push(valueOf(field.value, walk));
    if (field.number === 12) graph.outputs.push(valueOf(field.value, walk));
    if (field.number === 15) graph.stored.add(checkSparse(field.value, walk));
  }
  return graph;
}

function checkNode(bytes: Buffer, walk: Walk, depth: number): void {
  if (++walk.nodes > MOST_NODES) {
    walk.faults.add({ code: 'onnx_too_many_nodes', expected: String(MOST_NODES) });
    throw new Malformed('too many nodes');
  }
  for (const field of fieldsOf(bytes, walk.budget)) {
    if (field.kind !== 'bytes') continue;
    if (field.number === 4 && field.value.toString('latin1') === 'ZipMap')
      walk.faults.add({ code: 'onnx_zipmap', value: 'ZipMap' });
    if (field.number === 5) checkAttribute(field.value, walk, depth);
    if (field.number === 7) checkDomain(field.value.toString('utf8'), walk);
  }
}

function checkAttribute(bytes: Buffer, walk: Walk, depth: number): void {
  for (const field of fieldsOf(bytes, walk.budget)) {
    if (field.kind !== 'bytes') continue;
    if (field.number === 5 || field.number === 10) checkTensor(field.value, walk);
    if (field.number === 6 || field.number === 11) graphOf(field.value, walk, depth + 1);
    if (field.number === 22 || field.number === 23) checkSparse(field.value, walk);
  }
}

function checkDomain(domain: string, { faults }: Walk): void {
  if (!DOMAINS.has(domain))
    faults.add({ code: 'onnx_domain', value: shown(domain), expected: 'ai.onnx, ai.onnx.ml' });
}

/** Answers its name. */
function checkTensor(bytes: Buffer, walk: Walk): string {
  const { faults, budget } = walk;
  let name = '';
  let values = 1;
  let type = 0;
  let raw: number | undefined;
  let elsewhere = false;
  for (const field of fieldsOf(bytes, budget)) {
    if (field.number === 1) for (const size of numbersOf(field, budget)) values *= size;
    if (field.kind === 'number') {
      if (field.number === 2) type = field.value;
      if (field.number === 14 && field.value !== 0) elsewhere = true;
    } else {
      if (field.number === 8) name = field.value.toString('utf8');
      if (field.number === 9) raw = field.value.length;
      if (field.number === 13) elsewhere = true;
    }
  }
  if (elsewhere) faults.add({ code: 'onnx_external_data', value: shown(name) });
  const width = TYPES[type]?.[1] ?? 0;
  if (
    values > MOST_VALUES ||
    (raw !== undefined && !elsewhere && width > 0 && raw !== values * width)
  )
    faults.add({ code: 'onnx_tensor', value: shown(name) });
  return name;
}

function checkSparse(bytes: Buffer, walk: Walk): string {
  let name = '';
  for (const field of fieldsOf(bytes, walk.budget))
    if (field.kind === 'bytes' && (field.number === 1 || field.number === 2)) {
      const tensor = checkTensor(field.value, walk);
      if (field.number === 1) name = tensor;
    }
  return name;
}

function valueOf(bytes: Buffer, walk: Walk): Tensor {
  let name = '';
  let type: Pick<Tensor, 'type' | 'shape'> = { type: 'unknown', shape: [] };
  for (const field of fieldsOf(bytes, walk.budget)) {
    if (field.kind !== 'bytes') continue;
    if (field.number === 1) name = field.value.toString('utf8');
    if (field.number === 2) type = typeOf(field.value, walk);
  }
  return { name, ...type };
}

function typeOf(bytes: Buffer, walk: Walk): Pick<Tensor, 'type' | 'shape'> {
  for (const field of fieldsOf(bytes, walk.budget)) {
    if (field.kind !== 'bytes') continue;
    if (field.number === 1) return tensorTypeOf(field.value, walk);
    if (field.number === 4 || field.number === 5) return { type: 'map', shape: [] };
  }
  return { type: 'unknown', shape: [] };
}

function tensorTypeOf(bytes: Buffer, walk: Walk): Pick<Tensor, 'type' | 'shape'> {
  let type = 'unknown';
  const shape: (number | null)[] = [];
  for (const field of fieldsOf(bytes, walk.budget)) {
    if (field.number === 1 && field.kind === 'number') type = TYPES[field.value]?.[0] ?? 'unknown';
    if (field.number === 2 && field.kind === 'bytes')
      for (const dimension of fieldsOf(field.value, walk.budget))
        if (dimension.number === 1) shape.push(sizeOf(dimension, walk));
  }
  return { type, shape };
}

function sizeOf(dimension: Field, walk: Walk): number | null {
  if (dimension.kind !== 'bytes') throw new Malformed('a dimension is a message');
  for (const field of fieldsOf(dimension.value, walk.budget))
    if (field.number === 1 && field.kind === 'number' && field.value > 0 && field.value < 2 ** 31)
      return field.value;
  return null;
}

function textOf(bytes: Buffer, number: number, walk: Walk): string {
  for (const field of fieldsOf(bytes, walk.budget))
    if (field.number === number && field.kind === 'bytes') return field.value.toString('utf8');
  return '';
}
