import {
  FLOAT,
  linearOnnx,
  message,
  nodeOf,
  type Part,
  tensorOf,
  valueOf,
} from '../../../../test/support/onnx';
import { inspectOnnx } from './onnx';

const LINE = { inputs: ['pH', 'alcohol'], slopes: [2, 3], intercept: 1 };
const codesOf = (bytes: Buffer): string[] => {
  const inspection = inspectOnnx(bytes);
  return inspection.sound ? [] : inspection.complaints.map(({ code }) => code);
};
const withGraph = (...extra: Part[]) => linearOnnx(LINE, { extra });
const around = (...parts: Part[]) => linearOnnx(LINE, { around: parts });
const nested = (depth: number): Part[] =>
  nodeOf(
    'If',
    ['c'],
    'o',
    depth === 0
      ? []
      : [
          [
            5,
            [
              [1, 'then_branch'],
              [6, [[1, nested(depth - 1)]]],
            ],
          ],
        ],
  );

describe('an ONNX file', () => {
  it('says its inputs and outputs, and the columns it declares', () => {
    const columns: Part = [
      14,
      [
        [1, 'columns'],
        [2, '["pH", "alcohol"]'],
      ],
    ];
    expect(inspectOnnx(around(columns))).toEqual({
      sound: true,
      model: {
        inputs: [
          { name: 'pH', type: 'float', shape: [null, 1] },
          { name: 'alcohol', type: 'float', shape: [null, 1] },
        ],
        outputs: [{ name: 'y', type: 'float', shape: [null, 1] }],
        columns: ['pH', 'alcohol'],
        nodes: 3,
      },
    });
  });

  it('has as inputs what it does not store itself', () => {
    const inspection = inspectOnnx(withGraph([11, valueOf('W', FLOAT, [2, 1])]));
    expect(inspection.sound && inspection.model.inputs.map(({ name }) => name)).toEqual([
      'pH',
      'alcohol',
    ]);
  });

  it.each<[string, Buffer, string]>([
    ['nothing', Buffer.alloc(0), 'onnx_unreadable'],
    ['a text', Buffer.from('id,prediction\n1,2\n'), 'onnx_unreadable'],
    ['a file that was cut', linearOnnx(LINE).subarray(0, 100), 'onnx_unreadable'],
    ['no graph', message([[1, 8]]), 'onnx_unreadable'],
    [
      'weights in another file',
      withGraph([
        5,
        [
          [1, 4],
          [2, 1],
          [8, 'w'],
          [14, 1],
        ],
      ]),
      'onnx_external_data',
    ],
    [
      'a path to weights',
      withGraph([
        5,
        [
          [1, 4],
          [2, 1],
          [8, 'w'],
          [
            13,
            [
              [1, 'location'],
              [2, '../../etc/passwd'],
            ],
          ],
        ],
      ]),
      'onnx_external_data',
    ],
    [
      'weights in another file, in an attribute of a node inside a branch',
      withGraph([
        1,
        nodeOf('If', ['c'], 'o', [
          [
            5,
            [
              [
                6,
                [
                  [
                    1,
                    nodeOf('Constant', [], 'k', [
                      [
                        5,
                        [
                          [
                            5,
                            [
                              [
                                13,
                                [
                                  [1, 'location'],
                                  [2, 'x'],
                                ],
                              ],
                            ],
                          ],
                        ],
                      ],
                    ]),
                  ],
                ],
              ],
            ],
          ],
        ]),
      ]),
      'onnx_external_data',
    ],
    [
      'operators of somebody',
      withGraph([1, nodeOf('Evil', ['X'], 'z', [[7, 'com.example']])]),
      'onnx_domain',
    ],
    [
      'a domain that is imported',
      around([
        8,
        [
          [1, 'com.microsoft'],
          [2, 1],
        ],
      ]),
      'onnx_domain',
    ],
    ['functions of its own', around([25, [[1, 'f']]]), 'onnx_functions'],
    ['training', around([20, [[1, []]]]), 'onnx_training'],
    [
      'a tensor of other bytes than its shape',
      withGraph([5, [...tensorOf('w', [4, 4], [1, 2])]]),
      'onnx_tensor',
    ],
    [
      'a tensor without end',
      withGraph([
        5,
        [
          [1, 1e9],
          [1, 1e9],
          [2, 1],
          [8, 'w'],
        ],
      ]),
      'onnx_tensor',
    ],
    ['ZipMap', withGraph([1, nodeOf('ZipMap', ['p'], 'z', [[7, 'ai.onnx.ml']])]), 'onnx_zipmap'],
    [
      'an output that is no tensor',
      withGraph([
        12,
        [
          [1, 'z'],
          [2, [[4, [[1, []]]]]],
        ],
      ]),
      'onnx_zipmap',
    ],
    ['an input of half floats', withGraph([11, valueOf('h', 10, [null, 1])]), 'onnx_input'],
    [
      'an input of five dimensions',
      withGraph([11, valueOf('h', FLOAT, [null, 1, 1, 1, 1])]),
      'onnx_input',
    ],
    ['too deep', withGraph([1, nested(12)]), 'onnx_unreadable'],
    [
      'no input',
      message([
        [1, 8],
        [7, [[12, valueOf('y', FLOAT, [null])]]],
      ]),
      'onnx_no_input',
    ],
    [
      'no output',
      message([
        [1, 8],
        [7, [[11, valueOf('x', FLOAT, [null, 1])]]],
      ]),
      'onnx_no_output',
    ],
  ])('is refused: %s', (_, bytes, code) => {
    expect(codesOf(bytes)).toContain(code);
  });

  it('is refused for all its faults at once, each once', () => {
    const evil: Part = [1, nodeOf('Evil', ['X'], 'z', [[7, 'com.example']])];
    const external: Part = [
      5,
      [
        [8, 'w'],
        [14, 1],
      ],
    ];
    expect(codesOf(withGraph(evil, evil, external))).toEqual(['onnx_domain', 'onnx_external_data']);
  });

  it('is bounded in nodes', () => {
    const node: Part = [1, nodeOf('Neg', ['a'], 'b')];
    expect(codesOf(withGraph(...Array<Part>(10_001).fill(node)))).toContain('onnx_too_many_nodes');
  });
});
