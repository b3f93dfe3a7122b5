import { joined, type Taken } from './notebook';

const OPENS = /^[ \t]*(`{3,}|~{3,})[ \t]*\{[ \t]*(\w+)([^}]*)\}[ \t]*$/;
const NOT_RUN = /\beval\s*=\s*(?:FALSE|F)\b/;
const NOT_RUN_YAML = /^#\|\s*eval\s*:\s*false\s*$/im;

/**
 * The R chunks of an R Markdown text in their order, as one program (R Markdown: The Definitive Guide, 2.6). A chunk with
 * `eval=FALSE` is left out, as knitr does; chunks of other languages and code within a line of text are no part of a model
 * and are passed over. Cells count the chunks of every language.
 */
export function fromRMarkdown(text: string): Taken {
  const lines = text.split(/\r?\n/);
  const cells: { number: number; source: string }[] = [];
  let number = 0;
  for (let at = 0; at < lines.length; at++) {
    const opened = OPENS.exec(lines[at]!);
    if (!opened) continue;
    const [, fence = '', engine = '', options = ''] = opened;
    const closing = new RegExp(`^[ \\t]*${fence[0]!}{${fence.length},}[ \\t]*$`);
    let end = at + 1;
    while (end < lines.length && !closing.test(lines[end]!)) end++;
    number++;
    const source = lines.slice(at + 1, end).join('\n');
    if (engine.toLowerCase() === 'r' && !NOT_RUN.test(options) && !NOT_RUN_YAML.test(source))
      cells.push({ number, source });
    at = end;
  }
  if (cells.length === 0) return { ok: false, complaints: [{ code: 'rmd_empty' }] };
  return joined(cells);
}
