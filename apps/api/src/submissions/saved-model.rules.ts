import { constants, gunzipSync, inflateSync } from 'node:zlib';

import type { Facts } from '@holdout/contracts';

/** What a saved model is of; each is loaded by code, and so may be code. */
type Format = 'pickle' | 'joblib' | 'hdf5' | 'keras' | 'rds' | 'rda';

const ENDINGS: Readonly<Record<string, Format>> = {
  '.joblib': 'joblib',
  '.pkl': 'pickle',
  '.pickle': 'pickle',
  '.h5': 'hdf5',
  '.hdf5': 'hdf5',
  '.keras': 'keras',
  '.rds': 'rds',
  '.rda': 'rda',
  '.rdata': 'rda',
};
/** Looked into, unpacked; what is longer says no more. */
const LOOK_BYTES = 1 << 16;

/**
 * What to answer to a saved model that is sent alone: its format, a program that loads this very file, to be sent with
 * it in a zip, and how to export it to what is taken without code. undefined where the file is no saved model. Told by its name, then by its
 * bytes, as they are or compressed.
 */
export function savedModel(filename: string, head: Buffer): Facts | undefined {
  const format = formatOf(filename.toLowerCase(), head);
  if (format === undefined) return undefined;
  return {
    filename,
    format,
    entry: format === 'rds' || format === 'rda' ? 'main.R' : 'main.py',
    example: PROGRAMS[format](JSON.stringify(filename)),
    export: EXPORTS[format],
  };
}

function formatOf(name: string, head: Buffer): Format | undefined {
  const ending = /\.\w+$/.exec(name)?.[0] ?? '';
  return ENDINGS[ending] ?? formatOfBytes(head) ?? formatOfPacked(name, head);
}

/** Source: Python's pickle protocols 2 to 5, the HDF5 and zip signatures, R's serialize (X, A, B) and save (RDX, RDA, RDB). */
function formatOfBytes(bytes: Buffer): Format | undefined {
  const text = bytes.toString('latin1', 0, LOOK_BYTES);
  if (/^\x80[\x02-\x05]/.test(text)) return /numpy_pickle|joblib/.test(text) ? 'joblib' : 'pickle';
  if (text.startsWith('\x89HDF\r\n\x1a\n')) return 'hdf5';
  if (text.startsWith('PK\x03\x04') && /keras_version|model\.weights\.h5/.test(text))
    return 'keras';
  if (/^RD[XAB][23]\n/.test(text)) return 'rda';
  if (/^(X\n\0\0\0[\x02\x03]|A\n[23]\n|B\n[\x02\x03]\0\0\0)/.test(text)) return 'rds';
  return undefined;
}

/** gzip and zlib are looked into; of xz and bzip2, which Node does not read, the name tells whose they are. */
function formatOfPacked(name: string, head: Buffer): Format | undefined {
  const text = head.toString('latin1', 0, 6);
  if (text.startsWith('\x1f\x8b')) return formatOfBytes(beginning(gunzipSync, head));
  if (/^x[\x01\x5e\x9c\xda]/.test(text)) {
    const format = formatOfBytes(beginning(inflateSync, head));
    return format === 'pickle' ? 'joblib' : format; // joblib alone writes a bare zlib stream
  }
  if (/^(BZh[1-9]|\xfd7zXZ\0)/.test(text))
    return /\.(bz2|xz|lzma|z)$/.test(name) ? 'joblib' : 'rda';
  return undefined;
}

function beginning(unpack: typeof gunzipSync, head: Buffer): Buffer {
  try {
    return unpack(head, { finishFlush: constants.Z_SYNC_FLUSH, maxOutputLength: 1 << 20 });
  } catch {
    return Buffer.alloc(0);
  }
}

const python = (load: string, predict = 'prediction = model.predict(X)'): string =>
  `${load}
test = pd.read_csv('data/test.csv')
X = test.drop(columns='id')
${predict}
pd.DataFrame({'id': test['id'], 'prediction': prediction}).to_csv('predictions.csv', index=False)
`;

const r = (load: string): string => `${load}
test <- read.csv('data/test.csv', check.names = FALSE)
prediction <- predict(model, test)
write.csv(data.frame(id = test$id, prediction = prediction), 'predictions.csv', row.names = FALSE)
`;

const keras = (file: string): string =>
  python(
    `import os
os.environ['KERAS_BACKEND'] = 'jax'
import keras
import pandas as pd
model = keras.models.load_model(${file})`,
    `output = model.predict(X.to_numpy('float32'))
prediction = output[:, 0] if output.shape[1] == 1 else output.argmax(axis=1)`,
  );

/** The file's name comes quoted; both languages read JSON's escapes. */
const PROGRAMS: Readonly<Record<Format, (file: string) => string>> = {
  joblib: (file) => python(`import joblib\nimport pandas as pd\nmodel = joblib.load(${file})`),
  pickle: (file) =>
    python(
      `import pickle\nimport pandas as pd\nwith open(${file}, 'rb') as file:\n    model = pickle.load(file)`,
    ),
  hdf5: keras,
  keras,
  rds: (file) => r(`model <- readRDS(${file})`),
  rda: (file) => r(`names <- load(${file})\nmodel <- get(names[1])`),
};

const SKL2ONNX = `from skl2onnx import to_onnx
onnx = to_onnx(model, X[:1].to_numpy('float32'), options={'zipmap': False})
open('model.onnx', 'wb').write(onnx.SerializeToString())
`;
const TENSORFLOWJS = (format: string, file: string) =>
  `pip install tensorflowjs\ntensorflowjs_converter --input_format=${format} ${file} model\n`;

/** '' where the language has no such export. */
const EXPORTS: Readonly<Record<Format, string>> = {
  joblib: SKL2ONNX,
  pickle: SKL2ONNX,
  hdf5: TENSORFLOWJS('keras', 'model.h5'),
  keras: TENSORFLOWJS('keras_keras', 'model.keras'),
  rds: '',
  rda: '',
};
