import { zipOf } from '../../../../test/support/zip';
import { inspectTfjs } from './tfjs';

const dense = (name: string) => ({ class_name: 'Dense', config: { name, units: 1 } });
const layers = (...inner: object[]) => ({
  model_config: { class_name: 'Sequential', config: { layers: inner } },
});
const WEIGHTS = [
  { name: 'd/kernel', shape: [2, 1], dtype: 'float32' },
  { name: 'd/bias', shape: [1], dtype: 'float32' },
];
const manifest = (weights: object[] = WEIGHTS, paths = ['group1-shard1of1.bin']) => [
  { paths, weights },
];
const archive = (
  change: object = {},
  weightBytes = 12,
  name = 'group1-shard1of1.bin',
  prefix = '',
) =>
  zipOf([
    {
      name: `${prefix}model.json`,
      content: JSON.stringify({
        format: 'layers-model',
        modelTopology: layers(dense('d')),
        weightsManifest: manifest(),
        ...change,
      }),
    },
    { name: prefix + name, content: Buffer.alloc(weightBytes) },
  ]);
const codesOf = (bytes: Buffer): string[] => {
  const inspection = inspectTfjs(bytes);
  return inspection.sound ? [] : inspection.complaints.map(({ code }) => code);
};
const withLayers = (...inner: object[]) => archive({ modelTopology: layers(...inner) });
const withWeights = (...args: Parameters<typeof manifest>) =>
  archive({ weightsManifest: manifest(...args) });

describe('an archive of TensorFlow.js', () => {
  it('says what it is, where it lies and which columns it declares', () => {
    const said = { userDefinedMetadata: { columns: ['pH', 'alcohol'] } };
    expect(inspectTfjs(archive(said, 12, undefined, 'model/'))).toEqual({
      sound: true,
      model: {
        format: 'layers-model',
        prefix: 'model/',
        columns: ['pH', 'alcohol'],
        weightBytes: 12,
        parts: 2,
      },
    });
  });

  it('may have graphs, weights in several files, and fewer bits', () => {
    expect(
      codesOf(archive({ format: 'graph-model', modelTopology: { node: [{ op: 'MatMul' }] } })),
    ).toEqual([]);
    const small = WEIGHTS.map((weight) => ({ ...weight, quantization: { dtype: 'uint8' } }));
    expect(codesOf(archive({ weightsManifest: manifest(small) }, 3))).toEqual([]);
  });

  it.each<[string, Buffer, string]>([
    ['no archive', Buffer.from('{}'), 'zip_unreadable'],
    ['no model.json', zipOf([{ name: 'a.bin' }]), 'zip_main_missing'],
    [
      'a bomb',
      zipOf([{ name: 'model.json' }, { name: 'x', declaredBytes: 1 << 30 }]),
      'zip_too_large',
    ],
    ['a file above', zipOf([{ name: 'model.json' }, { name: '../x' }]), 'zip_path_escapes'],
    ['model.json that is none', zipOf([{ name: 'model.json', content: '[1' }]), 'tfjs_unreadable'],
    ['another format', archive({ format: 'tfjs' }), 'tfjs_format'],
    ['a layer that is code', withLayers({ class_name: 'Lambda', config: {} }), 'tfjs_layer'],
    [
      'a layer that is code, inside of another',
      withLayers({ class_name: 'TimeDistributed', config: { layer: { class_name: 'Lambda' } } }),
      'tfjs_layer',
    ],
    [
      'a cell that is code',
      withLayers({
        class_name: 'RNN',
        config: {
          cell: { class_name: 'StackedRNNCells', config: { cells: [{ class_name: 'X' }] } },
        },
      }),
      'tfjs_layer',
    ],
    [
      'a graph that reads files',
      archive({ format: 'graph-model', modelTopology: { node: [{ op: 'ReadFile' }] } }),
      'tfjs_operation',
    ],
    ['weights elsewhere', withWeights(WEIGHTS, ['https://example.com/w.bin']), 'tfjs_path'],
    ['weights in a folder above', withWeights(WEIGHTS, ['../w.bin']), 'tfjs_path'],
    ['weights at a path of the machine', withWeights(WEIGHTS, ['/etc/passwd']), 'tfjs_path'],
    ['weights that are not there', withWeights(WEIGHTS, ['w.bin']), 'tfjs_weights_missing'],
    ['fewer bytes than the shapes say', archive({}, 8), 'tfjs_weights'],
    ['more bytes than the shapes say', archive({}, 16), 'tfjs_weights'],
    [
      'a shape that cannot be',
      withWeights([{ name: 'k', shape: [-3], dtype: 'float32' }]),
      'tfjs_weight',
    ],
    ['texts for weights', withWeights([{ name: 'k', shape: [3], dtype: 'string' }]), 'tfjs_weight'],
    ['no manifest', archive({ weightsManifest: {} }), 'tfjs_unreadable'],
    ['no topology', archive({ modelTopology: null }), 'tfjs_unreadable'],
  ])('is refused: %s', (_, bytes, code) => {
    expect(codesOf(bytes)).toContain(code);
  });

  it('is refused for all its faults at once', () => {
    const both = archive({
      modelTopology: layers({ class_name: 'Lambda', config: {} }),
      weightsManifest: manifest(WEIGHTS, ['//host/w.bin']),
    });
    expect(codesOf(both)).toEqual(['tfjs_layer', 'tfjs_path']);
  });

  it('knows the size of the course’s net on wine: 2,192 weights, 8,768 bytes', () => {
    const net = [11, 50, 30, 2].flatMap((units, at, all) => {
      const next = all[at + 1];
      return next === undefined
        ? []
        : [
            { name: `d${at}/kernel`, shape: [units, next], dtype: 'float32' },
            { name: `d${at}/bias`, shape: [next], dtype: 'float32' },
          ];
    });
    const inspection = inspectTfjs(archive({ weightsManifest: manifest(net) }, 8768));
    expect(inspection.sound && inspection.model.weightBytes).toBe(8768);
  });
});
