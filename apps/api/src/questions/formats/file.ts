import type { Complaint, QuestionFormat } from '@holdout/contracts';

import { readArchive } from '../../platform/storage/archive';
import { parseCanvasQti } from './canvas-qti.rules';
import { parseGift } from './gift.rules';
import { parseMoodleXml } from './moodle-xml.rules';
import type { KeepImage, ParsedQuestion } from './parsed';
import { declaresEntities } from './xml.rules';

export const FILE_LIMIT_BYTES = 20 * 1024 * 1024;

export type QuestionFile =
  | {
      readonly ok: true;
      readonly format: QuestionFormat;
      readonly questions: readonly ParsedQuestion[];
    }
  | { readonly ok: false; readonly faults: readonly Complaint[] };

/** Reads a file of questions: of the format it is said to be, or of the one it looks like. */
export async function readQuestionFile(
  bytes: Buffer,
  said: QuestionFormat | undefined,
  keep: KeepImage,
): Promise<QuestionFile> {
  const format = said ?? looksLike(bytes);
  if (format === 'canvas-qti') {
    const archive = await readArchive(bytes, isOfQuestions);
    if (!archive.ok) return refused(archive.fault);
    for (const [path, file] of archive.files)
      if (path.endsWith('.xml') && declaresEntities(file.toString('utf8')))
        return refused('xml-entities', path);
    return taken(format, parseCanvasQti(archive.files, keep));
  }
  if (bytes.includes(0)) return refused('binary-file');
  const text = textOf(bytes);
  if (format === 'gift') return taken(format, parseGift(text));
  if (declaresEntities(text)) return refused('xml-entities');
  return taken(format, parseMoodleXml(text, keep));
}

function looksLike(bytes: Buffer): QuestionFormat {
  if (bytes.subarray(0, 2).toString('latin1') === 'PK') return 'canvas-qti';
  const head = bytes
    .subarray(0, 2000)
    .toString('utf8')
    .replace(/^\uFEFF/, '')
    .trimStart();
  return head.startsWith('<?xml') || head.startsWith('<quiz') ? 'moodle-xml' : 'gift';
}

/** UTF-8, else Latin-1, as older Moodles and editors write. */
function textOf(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

function taken(format: QuestionFormat, questions: readonly ParsedQuestion[]): QuestionFile {
  return questions.length === 0 ? refused('no-questions') : { ok: true, format, questions };
}

const refused = (code: string, value?: string): QuestionFile => ({
  ok: false,
  faults: [{ code, ...(value === undefined ? {} : { value }) }],
});

/** What an archive of questions is made of. */
export const isOfQuestions = (path: string): boolean => /\.(xml|png|jpe?g|gif|webp)$/i.test(path);
