import { v7 } from 'uuid';

import type { QuestionFormat } from '@holdout/contracts';

import { IMAGE_LIMIT_BYTES, imageType } from '../image.rules';
import { type QuestionFile, readQuestionFile } from './file';

/** What a thread is given; a file's bytes are copied to it. */
export interface Reading {
  readonly bytes: Uint8Array;
  readonly said: QuestionFormat | undefined;
}

/** An image of a file, under the name that the questions know it by. */
export interface FoundImage {
  readonly id: string;
  readonly filename: string;
  readonly type: string;
  readonly bytes: Uint8Array;
}

export interface Read {
  readonly file: QuestionFile;
  readonly images: readonly FoundImage[];
}

const MOST_IMAGES = 500;

export async function readIn({ bytes, said }: Reading): Promise<Read> {
  const images: FoundImage[] = [];
  const keep = (filename: string, image: Buffer): string | undefined => {
    const type = imageType(image.subarray(0, 16));
    if (type === undefined || image.length > IMAGE_LIMIT_BYTES || images.length >= MOST_IMAGES)
      return undefined;
    const id = v7();
    images.push({ id, filename: filename.slice(0, 200), type, bytes: image });
    return id;
  };
  const whole = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const file = await readQuestionFile(whole, said, keep);
  return { file, images };
}
