import { deflateSync, gzipSync } from 'node:zlib';

import { savedModel } from './saved-model.rules';

const PICKLE = Buffer.from('\x80\x04\x95\x10\0\0\0\0\0\0\0\x8c\x05hello\x94.', 'latin1');
const JOBLIB = Buffer.from('\x80\x04\x95\x10\0\0\0\0\0\0\0\x8c\x13joblib.numpy_pickle', 'latin1');
const RDS = Buffer.from('X\n\0\0\0\x03\0\x04\x02\x02', 'latin1');
const RDA = Buffer.from('RDX3\nX\n\0\0\0\x03', 'latin1');
const formatOf = (name: string, head: Buffer) => savedModel(name, head)?.['format'];

describe('a saved model that is sent alone', () => {
  it.each<[string, string, Buffer, string]>([
    ['plain', 'modelo', PICKLE, 'pickle'],
    ['in gzip', 'modelo', gzipSync(PICKLE), 'pickle'],
    ['of joblib', 'modelo', JOBLIB, 'joblib'],
    ['of joblib in zlib', 'modelo', deflateSync(JOBLIB), 'joblib'],
    [
      'of joblib in zlib, whose words are not in the first bytes',
      'modelo',
      deflateSync(PICKLE),
      'joblib',
    ],
    ['of joblib in xz', 'modelo.xz', Buffer.from('\xfd7zXZ\0\0', 'latin1'), 'joblib'],
    ['of joblib in bzip2', 'modelo.bz2', Buffer.from('BZh91AY'), 'joblib'],
    ['of HDF5', 'modelo', Buffer.from('\x89HDF\r\n\x1a\n', 'latin1'), 'hdf5'],
    [
      'of Keras',
      'modelo.zip',
      Buffer.from('PK\x03\x04….metadata.json{"keras_version": "3.5.0"'),
      'keras',
    ],
    ['of R, one thing', 'modelo', gzipSync(RDS), 'rds'],
    ['of R, one thing, as text', 'modelo', Buffer.from('A\n3\n262659\n'), 'rds'],
    ['of R, by name', 'modelo', gzipSync(RDA), 'rda'],
    ['of R, plain', 'modelo', Buffer.from('RDX2\nX\n'), 'rda'],
    ['of R in bzip2', 'modelo', Buffer.from('BZh91AY'), 'rda'],
    ['of R in xz', 'modelo', Buffer.from('\xfd7zXZ\0\0', 'latin1'), 'rda'],
    ['by its name alone', 'Modelo.RDS', Buffer.from('?'), 'rds'],
  ])('is known: %s', (_, name, head, format) => {
    expect(formatOf(name, head)).toBe(format);
  });

  it.each<[string, Buffer]>([
    ['predictions.csv', Buffer.from('id,prediction\n1,2\n')],
    ['x.csv', Buffer.from('x^2,y\n1,2\n')],
    ['main.zip', Buffer.from('PK\x03\x04 main.py')],
    ['datos.csv.gz', gzipSync('id,prediction\n1,2\n')],
    ['a.R', Buffer.from('A <- 3\n')],
    ['vacío', Buffer.alloc(0)],
    ['roto', gzipSync(PICKLE).subarray(0, 11)],
  ])('is none: %s', (name, head) => {
    expect(savedModel(name, head)).toBeUndefined();
  });

  it('is answered with a program that loads this very file, and how to export it', () => {
    const facts = savedModel('mi "modelo" v2.pkl', PICKLE);
    expect(facts?.['entry']).toBe('main.py');
    expect(facts?.['example']).toContain('with open("mi \\"modelo\\" v2.pkl", \'rb\')');
    expect(facts?.['export']).toContain("options={'zipmap': False}");
    expect(savedModel('bosque.rda', RDA)?.['example']).toContain('load("bosque.rda")');
    expect(savedModel('bosque.rds', RDS)).toMatchObject({ entry: 'main.R', export: '' });
    expect(savedModel('red.keras', Buffer.alloc(4))?.['example']).toContain(
      'load_model("red.keras")',
    );
  });
});
