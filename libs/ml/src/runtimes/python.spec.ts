import { zipOf } from '../../../../test/support/zip';
import { pythonRuntime } from './python';

const runtime = pythonRuntime(
  { path: '/usr/bin/python3', binds: [] },
  {
    version: '3.11.2',
    packages: [],
    importable: new Set(['os', 'pandas', 'sklearn']),
  },
);

const codesOf = (bytes: Buffer, name: string): string[] => {
  const validation = runtime.validate(bytes, name);
  return validation.valid ? [] : validation.complaints.map(({ code }) => code);
};

describe('an upload of Python', () => {
  it('is a text by the name .py', () => {
    const bytes = Buffer.from('print("época")\n');
    expect(runtime.validate(bytes, 'Mi modelo.PY')).toEqual({
      valid: true,
      entry: { kind: 'file', name: 'Mi modelo.PY', bytes },
    });
  });

  it('is an archive with main.py, whatever it is called', () => {
    const bytes = zipOf([{ name: 'work/main.py' }]);
    for (const name of ['a.zip', 'a.py', 'a'])
      expect(runtime.validate(bytes, name)).toEqual({
        valid: true,
        entry: { kind: 'zip', name, bytes, prefix: 'work/', main: 'main.py' },
      });
  });

  it('is refused with every fault at once', () => {
    const large = Buffer.concat([Buffer.alloc(2 * 1024 * 1024, 0x61), Buffer.from([0xff])]);
    expect(codesOf(large, 'model.pkl')).toEqual([
      'code_extension',
      'code_too_large',
      'code_not_text',
    ]);
  });

  it.each<[string, Buffer, string, string]>([
    ['nothing', Buffer.alloc(0), 'a.py', 'code_empty'],
    ['another language', Buffer.from('x <- 1'), 'a.R', 'code_extension'],
    ['bytes', Buffer.from([0x61, 0, 0x62]), 'a.py', 'code_not_text'],
    ['Latin-1', Buffer.from('print("época")', 'latin1'), 'a.py', 'code_not_text'],
    ['a zip that is none', Buffer.from('hello'), 'a.zip', 'zip_unreadable'],
    ['a zip that was cut', zipOf([{ name: 'main.py' }]).subarray(0, 40), 'a.zip', 'zip_unreadable'],
    ['a zip without main.py', zipOf([{ name: 'x.py' }]), 'a.zip', 'zip_main_missing'],
    [
      'a zip that climbs out',
      zipOf([{ name: 'main.py' }, { name: '../x' }]),
      'a.zip',
      'zip_path_escapes',
    ],
    [
      'a bomb',
      zipOf([{ name: 'main.py' }, { name: 'x', declaredBytes: 1 << 30 }]),
      'a.zip',
      'zip_too_large',
    ],
  ])('is refused: %s', (_, bytes, name, code) => {
    expect(codesOf(bytes, name)).toContain(code);
  });

  it('runs under a name that is no option, an archive by way of the unpacker', () => {
    const bytes = Buffer.alloc(1);
    expect(runtime.command({ kind: 'file', name: '-c import os.py', bytes }, [])).toEqual([
      '/usr/bin/python3',
      'main.py',
    ]);
    const command = runtime.command(
      { kind: 'zip', name: 'a.zip', bytes, prefix: 'w/', main: 'main.py' },
      ['predictions.csv'],
    );
    expect(command.slice(-4)).toEqual(['w/', 'predictions.csv', '/usr/bin/python3', 'main.py']);
  });
});
