import { connect } from 'node:net';

import { type About, answersOf } from './answers.ts';
import { type Loaded } from './onnx.ts';
import { type Rows, Unfit } from './table.ts';

/** The one socket there is inside; the other end has made it, takes one call on it, and is the only one that asks. */
const SOCKET = '/in/host.sock';

interface Question extends Rows {
  readonly id: number;
}

/**
 * Answers questions, a line of JSON each, until the other end hangs up: one after the other, in their order. What the
 * model cannot answer is told; anything else ends the process, and with it the sandbox.
 */
export function serve(predict: Loaded, about: About): Promise<void> {
  return new Promise((hungUp, fail) => {
    const socket = connect(SOCKET);
    let rest = '';
    let turn = Promise.resolve();
    const answer = async (line: string): Promise<void> => {
      const { id, header, cells } = JSON.parse(line) as Question;
      let said: object;
      try {
        said = { answers: answersOf(await predict({ header, cells }), cells.length, about) };
      } catch (error) {
        if (!(error instanceof Unfit)) throw error;
        said = { fault: error.message };
      }
      socket.write(`${JSON.stringify({ id, ...said })}\n`);
    };
    socket.setEncoding('utf8');
    socket.on('connect', () => socket.write('{"id":0}\n'));
    socket.on('data', (text: string) => {
      const lines = (rest + text).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) turn = turn.then(() => answer(line));
      turn.catch(fail);
    });
    socket.on('error', fail);
    socket.on('close', () => {
      hungUp();
    });
  });
}
