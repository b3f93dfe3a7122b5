import { SubmissionKind } from '@holdout/contracts';

import { INTAKE, recognise, settledKind } from './kind.rules';

const text = Buffer.from('id,prediction\n1,2\n');
const kindOf = (filename: string, head = text, kind?: SubmissionKind) => {
  const found = recognise({ kind, filename, head });
  return found.known ? found.intake.kind : found.facts;
};

describe('a file that is submitted', () => {
  it('is recognised by its name', () => {
    expect(kindOf('predictions.csv')).toBe('predictions');
    expect(kindOf('Predicciones Finales.CSV')).toBe('predictions');
    expect(kindOf('main.py')).toBe('python');
    expect(kindOf('model.zip')).toBe('python');
    expect(kindOf('modelo.tfjs.zip')).toBe('tfjs');
    expect(kindOf('modelo.onnx')).toBe('onnx');
    expect(kindOf('Bosque.R')).toBe('r');
    expect(kindOf('red.ts')).toBe('javascript');
    expect(kindOf('vinos.ipynb')).toBe('notebook');
    expect(kindOf('informe.Rmd')).toBe('r-notebook');
  });

  it('is what its sender says it is, or a zip by its bytes', () => {
    expect(kindOf('salida.txt', text, 'predictions')).toBe('predictions');
    expect(kindOf('modelo.zip', text, 'tfjs')).toBe('tfjs');
    expect(kindOf('upload', Buffer.from('PK\u0003\u0004rest'))).toBe('python');
  });

  it('is of the language that is found in it', () => {
    expect(settledKind('python', 'r')).toBe('r');
    expect(settledKind('python', 'javascript')).toBe('javascript');
    expect(settledKind('python', undefined)).toBe('python');
    expect(settledKind('notebook', 'python')).toBe('notebook');
    expect(settledKind('notebook', 'r')).toBe('r-notebook');
    expect(settledKind('tfjs', 'python')).toBe('tfjs');
  });

  it('is refused with what is taken where nobody knows it', () => {
    expect(kindOf('notes.txt')).toEqual({
      filename: 'notes.txt',
      accepted: '.csv .tfjs.zip .py .zip .r .js .mjs .ts .ipynb .rmd .onnx',
    });
  });

  it.each([
    ['model.pkl', Buffer.from([0x80, 0x04]), 'pickle', 'main.py'],
    ['model.csv', Buffer.from([0x80, 0x05, 0x95]), 'pickle', 'main.py'],
    ['model.joblib', Buffer.from([0x78, 0x9c]), 'joblib', 'main.py'],
    ['model.bin', Buffer.from('\x89HDF\r\n\x1a\n', 'latin1'), 'hdf5', 'main.py'],
    ['model.keras', Buffer.from('PK\u0003\u0004'), 'keras', 'main.py'],
    ['model.rds', Buffer.from([0x1f, 0x8b]), 'rds', 'main.R'],
    ['model.bin', Buffer.from('RDX3\n'), 'rda', 'main.R'],
  ])('is not taken as a saved model: %s', (name, head, format, entry) => {
    for (const kind of [undefined, ...SubmissionKind.options])
      expect(kindOf(name, head, kind)).toMatchObject({ format, entry });
  });

  it('is of one kind of the contract, each of which the intake knows', () => {
    expect(INTAKE.map(({ kind }) => kind).sort()).toEqual([...SubmissionKind.options].sort());
    const endings = INTAKE.flatMap((intake) => intake.endings);
    expect(new Set(endings).size).toBe(endings.length);
  });
});
