import type { Facts, SubmissionKind } from '@holdout/contracts';

const MiB = 1024 * 1024;

/** What the intake knows of a kind. What is wrong with a file of that kind is the worker's to find. */
export interface IntakeKind {
  readonly kind: SubmissionKind;
  /** What a worker must have to evaluate it; null: any worker can. */
  readonly runtime: string | null;
  readonly limitBytes: number;
  /** How large a validation.csv beside it may be; code writes its own. */
  readonly besideBytes?: number;
  /** Endings, in lower case, by which a file says that it is of this kind. */
  readonly endings: readonly string[];
}

export const INTAKE: readonly IntakeKind[] = [
  {
    kind: 'predictions',
    runtime: null,
    limitBytes: 200 * MiB,
    besideBytes: 200 * MiB,
    endings: ['.csv'],
  },
  { kind: 'python', runtime: 'python', limitBytes: 50 * MiB, endings: ['.py', '.zip'] },
];

export const LARGEST_BYTES = Math.max(...INTAKE.map(({ limitBytes }) => limitBytes));

/** A saved model is data that runs code when it is loaded: it is taken only beside the code that loads it, inside the sandbox. */
interface SavedModel {
  readonly format: string;
  readonly endings: readonly string[];
  readonly starts: (head: Buffer) => boolean;
  /** How to send it: a zip of the model and this file. */
  readonly entry: 'main.py' | 'main.R';
  readonly example: string;
}

const python = (load: string): string => `import pandas as pd
${load}
test = pd.read_csv('data/test.csv')
prediction = model.predict(test.drop(columns='id'))
pd.DataFrame({'id': test['id'], 'prediction': prediction}).to_csv('predictions.csv', index=False)
`;

const R_EXAMPLE = `model <- readRDS('model.rds')
test <- read.csv('data/test.csv')
out <- data.frame(id = test$id, prediction = predict(model, test))
write.csv(out, 'predictions.csv', row.names = FALSE)
`;

const startsWith =
  (...bytes: number[]) =>
  (head: Buffer) =>
    bytes.every((byte, at) => head[at] === byte);

const SAVED_MODELS: readonly SavedModel[] = [
  {
    format: 'joblib',
    endings: ['.joblib'],
    starts: () => false,
    entry: 'main.py',
    example: python("import joblib\nmodel = joblib.load('model.joblib')"),
  },
  {
    format: 'pickle',
    endings: ['.pkl', '.pickle'],
    // Protocols 2 to 5.
    starts: (head) => head[0] === 0x80 && (head[1] ?? 0) >= 2 && (head[1] ?? 0) <= 5,
    entry: 'main.py',
    example: python("import pickle\nmodel = pickle.load(open('model.pkl', 'rb'))"),
  },
  {
    format: 'hdf5',
    endings: ['.h5', '.hdf5', '.keras'],
    starts: startsWith(0x89, 0x48, 0x44, 0x46),
    entry: 'main.py',
    example: python("import keras\nmodel = keras.models.load_model('model.h5')"),
  },
  {
    format: 'rds',
    endings: ['.rds', '.rda', '.rdata'],
    // RDX2, RDX3; a compressed one is known by its name.
    starts: startsWith(0x52, 0x44, 0x58),
    entry: 'main.R',
    example: R_EXAMPLE,
  },
];

export type Recognised =
  | { readonly known: true; readonly intake: IntakeKind }
  | { readonly known: false; readonly facts: Facts };

/**
 * What a file is: by the kind that was named, else by its name, else by its first bytes. A saved model alone is never taken,
 * whatever it calls itself; the answer says how to send it.
 */
export function recognise(file: {
  readonly kind: SubmissionKind | undefined;
  readonly filename: string;
  readonly head: Buffer;
}): Recognised {
  const name = file.filename.toLowerCase();
  const ends = (endings: readonly string[]) => endings.some((ending) => name.endsWith(ending));
  const model =
    SAVED_MODELS.find(({ endings }) => ends(endings)) ??
    SAVED_MODELS.find(({ starts }) => starts(file.head));
  if (model)
    return {
      known: false,
      facts: {
        filename: file.filename,
        format: model.format,
        entry: model.entry,
        example: model.example,
      },
    };
  const intake =
    INTAKE.find(({ kind }) => kind === file.kind) ??
    INTAKE.find(({ endings }) => ends(endings)) ??
    (startsWith(0x50, 0x4b, 0x03, 0x04)(file.head)
      ? INTAKE.find(({ kind }) => kind === 'python')
      : undefined);
  return intake
    ? { known: true, intake }
    : {
        known: false,
        facts: {
          filename: file.filename,
          accepted: INTAKE.flatMap(({ endings }) => endings).join(' '),
        },
      };
}

export function runtimeOf(kind: SubmissionKind): string | null {
  return INTAKE.find((intake) => intake.kind === kind)?.runtime ?? null;
}
