import { type LogText } from './outcome';

/** ESC [ … letter (CSI), ESC ] … BEL or ESC \ (OSC and its kin), ESC and one more; and the one-byte forms of C1. */
const ESCAPES =
  /(?:\u001b\[|\u009b)[0-?]*[ -/]*[@-~]?|(?:\u001b[\]PX^_]|[\u0090\u0098\u009d-\u009f])[^\u0007\u001b\u009c\n]*(?:\u0007|\u001b\\|\u009c)?|\u001b[ -~]?/g;

/** Controls but tab and newline; marks that turn the direction of writing or do not show at all. */
const UNSEEN =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/g;

/**
 * What a program printed, as text that is safe to show and to copy: valid UTF-8 (what is not becomes U+FFFD), no
 * escape sequences, no control characters but tab and newline, nothing that reorders or hides text. A carriage
 * return inside a line (a progress bar) leaves what stood there last. Markup is left as it is: escaping is the
 * page's job.
 */
export function logText(bytes: Uint8Array, truncated: boolean): LogText {
  const text = new TextDecoder('utf-8')
    .decode(bytes)
    .replaceAll(ESCAPES, '')
    .split('\n')
    .map(lastState)
    .join('\n')
    .replaceAll(UNSEEN, '');
  return { text, truncated };
}

/** By searching from the end: an expression over runs of `\r` takes half a minute for 64 KiB of them. */
function lastState(line: string): string {
  let end = line.length;
  while (line[end - 1] === '\r') end--;
  return line.slice(line.lastIndexOf('\r', end - 1) + 1, end);
}
