import * as z from 'zod';

import type { PagePart } from '@holdout/contracts';

import type { Shown } from './lab.rules';

interface LabPage {
  readonly parts: readonly PagePart[];
  /** There is more than is shown. */
  readonly cut: boolean;
}

const MOST_PARTS = 2_000;
const LONGEST_TEXT = 100_000;
const LARGEST_IMAGE = 3_000_000;

const Text = z
  .union([z.string(), z.array(z.string())])
  .transform((text) => (typeof text === 'string' ? text : text.join('')));
const Output = z.looseObject({
  output_type: z.string(),
  text: Text.optional(),
  data: z.record(z.string(), z.unknown()).optional(),
  ename: z.string().optional(),
  evalue: z.string().optional(),
});
const Notebook = z.looseObject({
  cells: z.array(
    z.looseObject({
      cell_type: z.string(),
      source: Text,
      outputs: z.array(Output).optional(),
    }),
  ),
});

/** A file in parts that can be shown; undefined where it is not what its name says. */
export function pageOf(kind: Exclude<Shown, 'html'>, text: string): LabPage | undefined {
  const parts = kind === 'notebook' ? notebookParts(text) : textParts(kind, text);
  if (!parts) return undefined;
  const shown = parts.slice(0, MOST_PARTS).filter(({ text: each }) => each.trim() !== '');
  return {
    parts: shown.map((part) =>
      part.kind === 'image' ? part : { ...part, text: part.text.slice(0, LONGEST_TEXT) },
    ),
    cut:
      parts.length > MOST_PARTS ||
      shown.some(({ kind: each, text: { length } }) => each !== 'image' && length > LONGEST_TEXT),
  };
}

function textParts(kind: 'rmarkdown' | 'markdown', text: string): PagePart[] {
  const body = text.replace(/^\uFEFF?---\r?\n[\s\S]*?\r?\n(?:---|\.\.\.)\r?\n/, '');
  return kind === 'markdown' ? [{ kind: 'prose', text: body }] : chunks(body);
}

/** Prose, and what stands between ```{r …} and ```. */
function chunks(text: string): PagePart[] {
  const parts: PagePart[] = [];
  let lines: string[] = [];
  let code = false;
  const close = () => {
    parts.push({ kind: code ? 'code' : 'prose', text: lines.join('\n') });
    lines = [];
  };
  for (const line of text.split(/\r?\n/)) {
    if (code ? /^\s*```\s*$/.test(line) : /^\s*```\{.*\}\s*$/.test(line)) {
      close();
      code = !code;
    } else lines.push(line);
  }
  close();
  return parts;
}

function notebookParts(text: string): PagePart[] | undefined {
  let json: unknown;
  try {
    json = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return undefined;
  }
  const notebook = Notebook.safeParse(json);
  if (!notebook.success) return undefined;
  return notebook.data.cells.flatMap(({ cell_type: type, source, outputs = [] }) => {
    if (type === 'markdown') return [{ kind: 'prose', text: source } as const];
    if (type !== 'code') return [{ kind: 'text', text: source } as const];
    return [{ kind: 'code', text: source } as const, ...outputs.flatMap(outputPart)];
  });
}

/** The richest form of an output that can be shown without anything running. */
function outputPart(output: z.infer<typeof Output>): PagePart[] {
  if (output.text !== undefined) return [{ kind: 'text', text: plainText(output.text) }];
  if (output.output_type === 'error')
    return [{ kind: 'text', text: plainText(`${output.ename ?? ''}: ${output.evalue ?? ''}`) }];
  const read = (type: string) => {
    const text = Text.safeParse(output.data?.[type]);
    return text.success ? text.data : undefined;
  };
  for (const type of ['image/png', 'image/jpeg']) {
    const bytes = read(type)?.replaceAll(/\s/g, '');
    if (bytes !== undefined && bytes.length <= LARGEST_IMAGE && /^[A-Za-z0-9+/]+=*$/.test(bytes))
      return [{ kind: 'image', text: `data:${type};base64,${bytes}` }];
  }
  const svg = read('image/svg+xml');
  if (svg !== undefined && svg.length <= LARGEST_IMAGE)
    return [
      { kind: 'image', text: `data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}` },
    ];
  const html = read('text/html');
  if (html !== undefined) return [{ kind: 'html', text: html }];
  const markdown = read('text/markdown');
  if (markdown !== undefined) return [{ kind: 'prose', text: markdown }];
  const text = read('text/plain');
  return text === undefined ? [] : [{ kind: 'text', text: plainText(text) }];
}

/** Without the colours that terminals are told. */
function plainText(text: string): string {
  return text.replaceAll(/\u001B\[[0-9;]*[A-Za-z]/g, '');
}
