import * as tf from '@tensorflow/tfjs';

import { zipOf } from './zip';

/** Points on a plane, and a small net that has learned on which side of a line they lie. */
export function trainedOn() {
  const rows = Array.from({ length: 40 }, (_, i): [number, number] => [
    ((i * 7) % 20) / 10 - 1,
    ((i * 13) % 20) / 10 - 1,
  ]);
  const net = async (): Promise<tf.LayersModel> => {
    const model = tf.sequential({
      layers: [
        tf.layers.dense({
          units: 4,
          activation: 'tanh',
          inputShape: [2],
          kernelInitializer: tf.initializers.glorotUniform({ seed: 3 }),
        }),
        tf.layers.dropout({ rate: 0.2 }),
        tf.layers.dense({
          units: 1,
          activation: 'sigmoid',
          kernelInitializer: tf.initializers.glorotUniform({ seed: 4 }),
        }),
      ],
    });
    model.compile({ optimizer: tf.train.adam(0.05), loss: 'binaryCrossentropy' });
    await model.fit(tf.tensor2d(rows), tf.tensor2d(rows.map(([a, b]) => [a + b > 0 ? 1 : 0])), {
      epochs: 15,
      shuffle: false,
    });
    return model;
  };
  return { rows, net };
}

interface Layer {
  class_name: string;
  config: Record<string, unknown>;
}

/** The model as `model.save` would write it, zipped, and what it says here; `keras3`: as Keras 3 spells the same. */
export async function aTfjsModel(
  net: () => Promise<tf.LayersModel>,
  { keras3 = false } = {},
): Promise<{ zip: Buffer; expected: number[] }> {
  const model = await net();
  let artifacts: tf.io.ModelArtifacts | undefined;
  await model.save(
    tf.io.withSaveHandler((given) => {
      artifacts = given;
      return Promise.resolve({
        modelArtifactsInfo: { dateSaved: new Date(0), modelTopologyType: 'JSON' },
      });
    }),
  );
  if (!artifacts) throw new Error('nothing was saved');
  const { modelTopology, weightSpecs, weightData } = artifacts;
  const topology = modelTopology as { config: { layers: Layer[] } };
  const weights = weightSpecs!.map((spec) => ({
    ...spec,
    name: keras3 ? `sequential/${spec.name}` : spec.name,
  }));
  if (keras3)
    for (const { config } of topology.config.layers) {
      config['dtype'] = {
        module: 'keras',
        class_name: 'DTypePolicy',
        config: { name: 'float32' },
        registered_name: null,
      };
      if (config['batch_input_shape'] === undefined) continue;
      config['batch_shape'] = config['batch_input_shape'];
      delete config['batch_input_shape'];
    }
  const { rows } = trainedOn();
  const expected = [...(await (model.predict(tf.tensor2d(rows)) as tf.Tensor).data())];
  const zip = zipOf([
    {
      name: 'model.json',
      content: JSON.stringify({
        format: 'layers-model',
        modelTopology: topology,
        weightsManifest: [{ paths: ['group1-shard1of1.bin'], weights }],
      }),
    },
    { name: 'group1-shard1of1.bin', content: new Uint8Array(weightData as ArrayBuffer) },
  ]);
  return { zip, expected };
}
