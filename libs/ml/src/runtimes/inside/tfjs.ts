import { type Output } from './answers.ts';
import { columnsOf, feedOf, type Wanted } from './feeds.ts';
import { asKeras2, layerNames, weightName } from './keras.ts';
import { type Loaded } from './onnx.ts';
import { tensorflow, type TfTensor } from './packages.ts';
import { Unfit } from './table.ts';

interface Weight {
  name: string;
}

interface ModelFile {
  format: string;
  modelTopology: unknown;
  signature?: unknown;
  userDefinedMetadata?: unknown;
  weightsManifest: { paths: string[]; weights: Weight[] }[];
}

const ROWS_AT_A_TIME = 500;

/** A layers or graph model from its files. `file` reads one that lies beside `model.json`. */
export async function loadTfjs(
  file: (name: string) => Uint8Array,
  columns: readonly string[] | null,
): Promise<{ readonly predict: Loaded; readonly backend: string }> {
  const tf = await tensorflow();
  const model = JSON.parse(new TextDecoder().decode(file('model.json'))) as ModelFile;
  const layered = model.format === 'layers-model';
  const weightSpecs = model.weightsManifest.flatMap(({ weights }) => weights);
  if (layered) {
    asKeras2(model.modelTopology);
    const layers = layerNames(model.modelTopology);
    for (const weight of weightSpecs) weight.name = weightName(weight.name, layers);
  }
  const bytes = model.weightsManifest.flatMap(({ paths }) => paths.map(file));
  const weightData = new Uint8Array(Buffer.concat(bytes)).buffer;
  const source = tf.io.fromMemory({
    modelTopology: model.modelTopology,
    format: model.format,
    weightSpecs,
    weightData,
    ...(model.signature !== undefined && { signature: model.signature }),
    ...(model.userDefinedMetadata !== undefined && {
      userDefinedMetadata: model.userDefinedMetadata,
    }),
  });
  const loaded = layered ? await tf.loadLayersModel(source) : await tf.loadGraphModel(source);
  const [input, ...more] = loaded.inputs;
  if (!input || more.length > 0)
    throw new Unfit(
      `the model takes ${loaded.inputs.length} inputs; one is taken, of all its columns`,
    );
  // A name of the model's own making is no column's.
  const wanted: Wanted = { name: '', type: 'float', shape: shapeOf(input.shape) };
  const predict: Loaded = async (rows) => {
    const taken = columnsOf([wanted], columns, rows).get('') ?? [];
    const parts: { values: number[]; width: number }[] = [];
    for (let from = 0; from < rows.cells.length; from += ROWS_AT_A_TIME) {
      const to = Math.min(from + ROWS_AT_A_TIME, rows.cells.length);
      const { values, dims } = feedOf(wanted, taken, rows, { from, to, length: to - from });
      const tensor = tf.tensor(values as Float32Array, dims, 'float32');
      const said = layered ? loaded.predict?.(tensor) : await loaded.executeAsync?.(tensor);
      const outputs: TfTensor[] = said === undefined ? [] : Array.isArray(said) ? said : [said];
      for (const [at, output] of outputs.entries()) {
        const data = await output.data();
        const part = (parts[at] ??= { values: [], width: data.length / (to - from) });
        for (const value of data) part.values.push(value);
        output.dispose();
      }
      tensor.dispose();
    }
    return parts satisfies Output[];
  };
  return { predict, backend: tf.getBackend() };
}

function shapeOf(shape: readonly (number | null)[] | undefined): (number | null)[] {
  const sizes = (shape ?? [null, null]).map((size) => (size === null || size < 0 ? null : size));
  return [null, ...sizes.slice(1)];
}
