import { planLabs, readLabName } from './lab-names.rules';

const USUAL = [
  'Python/Lab01py_ConocerLosDatos.ipynb',
  'Python/Lab01py_ConocerLosDatos_solved.ipynb',
  'R/Lab01r_ConocerLosDatos.Rmd',
  'R/Lab01r_ConocerLosDatos_solved.html',
  'data/vino.csv',
  'Diapositivas.pdf',
];

describe('a lab by its names', () => {
  it('reads the usual layout whole', () => {
    const { labs, notTaken } = planLabs(USUAL);
    expect(notTaken).toEqual([]);
    expect(labs).toHaveLength(1);
    expect(labs[0]).toMatchObject({ number: 1, title: 'Conocer Los Datos', missing: [] });
    expect(labs[0]!.files.map(({ role, language }) => [role, language])).toEqual([
      ['starter', 'python'],
      ['solved', 'python'],
      ['starter', 'r'],
      ['solved', 'r'],
      ['data', null],
      ['slides', null],
    ]);
  });

  it.each([
    ['LAB 3 - PY - Validación - SOLVED.IPYNB', 3, 'Validación', 'solved', 'python'],
    ['laboratorio_12.r.Árboles y bosques.rmd', 12, 'Árboles y bosques', 'starter', 'r'],
    ['Lab02_Predecir_Resuelto.ipynb', 2, 'Predecir', 'solved', 'python'],
    ['R/Lab04-Redes-Solución.html', 4, 'Redes', 'solved', 'r'],
    ['solved/Lab05py_Redes.ipynb', 5, 'Redes', 'solved', 'python'],
    ['Lab06r_Resueltos.Rmd', 6, 'Resueltos', 'starter', 'r'],
  ])('understands %s', (path, number, title, role, language) => {
    expect(readLabName(path)).toMatchObject({ number, title, role, language });
  });

  it('reads an accent in two code points like one in one', () => {
    expect(readLabName('R/Lab04_X_Solución.html'.normalize('NFD'))).toMatchObject({
      role: 'solved',
      language: 'r',
    });
  });

  it('never takes what says solved for data or slides', () => {
    expect(readLabName('data/Lab01py_X_solved.ipynb')).toMatchObject({ role: 'solved' });
    expect(readLabName('data/respuestas_solved.csv')).toBeUndefined();
    expect(readLabName('Solución.pdf')).toBeUndefined();
  });

  it('names what it does not understand, and not what a Mac leaves behind', () => {
    const { labs, notTaken } = planLabs([
      ...USUAL,
      'notas.docx',
      'Lab01_Sin lenguaje.html',
      '__MACOSX/Python/._Lab01py_ConocerLosDatos.ipynb',
      'Python/.ipynb_checkpoints/Lab01py_ConocerLosDatos-checkpoint.ipynb',
    ]);
    expect(labs[0]!.files).toHaveLength(6);
    expect(notTaken).toEqual([
      { path: 'notas.docx', why: 'unknown-name' },
      { path: 'Lab01_Sin lenguaje.html', why: 'unknown-name' },
    ]);
  });

  it('tells what lacks its counterpart', () => {
    expect(planLabs(['Lab01py_X.ipynb', 'Lab01r_X_solved.html']).labs[0]!.missing).toEqual([
      { role: 'solved', language: 'python' },
      { role: 'starter', language: 'r' },
    ]);
  });

  it('takes the first of two that are the same but for case', () => {
    const { labs, notTaken } = planLabs(['a/Lab01py_X.ipynb', 'b/LAB01PY_x.ipynb']);
    expect(labs[0]!.files).toMatchObject([{ path: 'a/Lab01py_X.ipynb' }]);
    expect(notTaken).toEqual([{ path: 'b/LAB01PY_x.ipynb', why: 'duplicate' }]);
  });

  it('keeps the data of a lab to it, and gives what is shared to each', () => {
    const { labs } = planLabs([
      'Lab01/Lab01py_A.ipynb',
      'Lab01/data/a.csv',
      'Lab02/Lab02py_B.ipynb',
      'data/c.csv',
    ]);
    expect(labs.map(({ files }) => files.map(({ name }) => name))).toEqual([
      ['Lab01py_A.ipynb', 'a.csv', 'c.csv'],
      ['Lab02py_B.ipynb', 'c.csv'],
    ]);
  });

  it('finds no lab where there is none', () => {
    expect(planLabs(['data/a.csv', 'x.pdf'])).toEqual({
      labs: [],
      notTaken: [
        { path: 'data/a.csv', why: 'no-lab' },
        { path: 'x.pdf', why: 'no-lab' },
      ],
    });
    expect(planLabs([])).toEqual({ labs: [], notTaken: [] });
  });

  it('takes one set of slides', () => {
    expect(planLabs(['Lab01py_A.ipynb', 'a.pdf', 'b.pdf']).notTaken).toEqual([
      { path: 'b.pdf', why: 'several-slides' },
    ]);
  });
});
