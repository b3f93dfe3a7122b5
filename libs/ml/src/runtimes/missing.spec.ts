import { declaresFunctions } from './functions';
import { missingIn } from './missing';

const PYTHON = new Set(['os', 'pandas', 'sklearn', 'google']);
const R = new Set(['caret', 'stats']);
const codes = (source: string, language: 'python' | 'r' | 'javascript', has = PYTHON) =>
  missingIn(source, language, has).map(({ code, row, value }) => [row, code, value]);

describe('what a program asks for that is not here', () => {
  it('is told with its line in Python', () => {
    const source = `import os, pandas as pd
from sklearn.svm import SVC
import tensorflow as tf, torch
from google.colab import drive
from xgboost import XGBClassifier
import nada.mas
!pip install x
`;
    expect(codes(source, 'python', new Set(['os', 'pandas', 'sklearn']))).toEqual([
      [3, 'code_tensorflow', 'tensorflow'],
      [3, 'code_torch', 'torch'],
      [4, 'code_colab', 'google.colab'],
      [5, 'code_boosting', 'xgboost'],
      [6, 'code_package_missing', 'nada'],
      [7, 'code_install', '!pip install x'],
    ]);
  });

  it('is told with its line in R', () => {
    const source = `library(caret)
library("keras")
suppressMessages(library(dplyr))
if (!require(xgboost)) install.packages("xgboost")
install.packages("caret")
keras::install_keras()
`;
    expect(codes(source, 'r', R)).toEqual([
      [2, 'code_keras_r', 'keras'],
      [3, 'code_package_missing', 'dplyr'],
      [4, 'code_boosting_r', 'xgboost'],
      [5, 'code_install', 'install.packages("caret")'],
      [6, 'code_install', 'keras::install_keras()'],
    ]);
  });

  it('is told with its line in JavaScript', () => {
    const source = `import { readFileSync } from 'node:fs';
import own from './own.mjs';
import * as tf from '@tensorflow/tfjs';
import brain from 'brain.js/lib';
const lodash = require('lodash');
`;
    expect(codes(source, 'javascript', new Set(['@tensorflow/tfjs']))).toEqual([
      [4, 'code_package_missing', 'brain.js'],
      [5, 'code_package_missing', 'lodash'],
    ]);
  });

  it.each([
    ['a comment', '# import torch\n#!pip install torch\n', 'python'],
    ['a long string', '"""\nimport torch\n!pip install torch\n"""\n', 'python'],
    ['a string with its other quote', `x = "it's"\ny = '''\nimport torch\n'''\n`, 'python'],
    [
      'an import that may fail',
      'try:\n    import torch\nexcept ImportError:\n    torch = None\n',
      'python',
    ],
    ['a relative import', 'from . import torch\n', 'python'],
    ['a comment of R', '# library(keras)\n# install.packages("x")\n', 'r'],
    ['a string of R', 'x <- "\nlibrary(keras)\n"\n', 'r'],
    ['a raw string of R', 'x <- r"---(\nlibrary(keras)")\n)---"\n', 'r'],
    [
      'an installation that is not reached',
      'if (!require(caret)) install.packages("caret")\n',
      'r',
    ],
    ['a comment of JavaScript', "/*\nimport x from 'x';\n*/\n// import x from 'x'\n", 'javascript'],
    ['a template', "const t = `\nimport x from 'x';\n`;\n", 'javascript'],
  ] as const)('is not found in %s', (_, source, language) => {
    expect(codes(source, language, language === 'r' ? R : PYTHON)).toEqual([]);
  });

  it.each([
    ['python', 'import a\n'],
    ['python', 'subprocess.run(pip'],
    ['python', "'"],
    ['r', 'library(a)\n'],
    ['r', 'r"('],
    ['javascript', 'import\n'],
    ['javascript', 'const x\n'],
    ['javascript', '=/['],
    ['javascript', 'export {\n'],
  ] as const)('is found in time in a long text: %s %j', (language, piece) => {
    const long = piece.repeat(Math.floor(200_000 / piece.length));
    const source = Buffer.from(long).toString(); // in one piece, as a file is read
    const began = performance.now();
    expect(missingIn(source, language, new Set()).length).toBeLessThanOrEqual(20);
    declaresFunctions(source, language);
    expect(performance.now() - began).toBeLessThan(5000);
  });
});
