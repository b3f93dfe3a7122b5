import { type Complaint } from '../sandbox';
import { type Language, masked } from './masked';

/** A program that was taken out of a notebook, and where each of its lines stood. */
export type Taken =
  | { readonly ok: true; readonly program: string; readonly cellOf: (line: number) => Place }
  | { readonly ok: false; readonly complaints: readonly Complaint[] };

/** Cells and their lines count from 1; of cells all count, text too, as a reader of the notebook does. */
export interface Place {
  readonly cell: number;
  readonly row: number;
}

interface Cell {
  readonly number: number;
  readonly source: string;
}

/** The language of a notebook's kernel: R's say so; any other is taken for Python, as Jupyter does by default. */
export function notebookLanguage(bytes: Buffer): 'python' | 'r' {
  try {
    const { metadata } = JSON.parse(bytes.toString('utf8')) as {
      metadata?: {
        kernelspec?: { language?: string; name?: string };
        language_info?: { name?: string };
      };
    };
    const says = [
      metadata?.kernelspec?.language,
      metadata?.language_info?.name,
      metadata?.kernelspec?.name,
    ];
    return says.some((word) => typeof word === 'string' && /^(r|ir)$/i.test(word)) ? 'r' : 'python';
  } catch {
    return 'python';
  }
}

/**
 * The code cells of a notebook (nbformat 4) in their order, as one program; outputs and texts stay out. IPython's line magics
 * (`%matplotlib inline`) are left out, as they change nothing of a run; a line for the shell (`!`) and a cell magic (`%%`)
 * are refused with their cell.
 */
export function fromNotebook(text: string, language: Extract<Language, 'python' | 'r'>): Taken {
  const cells = cellsOf(text);
  if (cells === undefined) return refused({ code: 'notebook_unreadable' });
  if (cells.every(({ source }) => source.trim() === '')) return refused({ code: 'notebook_empty' });
  const complaints: Complaint[] = [];
  const sources = cells.map((cell) => {
    if (language === 'r') return cell;
    const { source, faults } = withoutMagics(cell);
    complaints.push(...faults);
    return { ...cell, source };
  });
  return complaints.length > 0 ? { ok: false, complaints } : joined(sources);
}

/** Cells as one program, a line between them that says which one begins. */
export function joined(cells: readonly Cell[]): Taken {
  const lines: string[] = [];
  const places: Place[] = [];
  for (const { number, source } of cells) {
    const own = [`# [${number}]`, ...source.split(/\r?\n/)];
    own.forEach((line, row) => {
      lines.push(line);
      places.push({ cell: number, row: Math.max(1, row) });
    });
  }
  return {
    ok: true,
    program: `${lines.join('\n')}\n`,
    cellOf: (line) => places[line - 1] ?? { cell: cells.at(-1)?.number ?? 1, row: 1 },
  };
}

function refused(...complaints: Complaint[]): Taken {
  return { ok: false, complaints };
}

function cellsOf(text: string): Cell[] | undefined {
  try {
    const notebook = JSON.parse(text) as { nbformat?: unknown; cells?: unknown };
    if (!Array.isArray(notebook.cells)) return undefined;
    return notebook.cells.flatMap((cell: unknown, at) => {
      const { cell_type: type, source } = cell as { cell_type?: unknown; source?: unknown };
      if (type !== 'code') return [];
      const lines = Array.isArray(source) ? source.map(String).join('') : source;
      return [{ number: at + 1, source: typeof lines === 'string' ? lines : '' }];
    });
  } catch {
    return undefined;
  }
}

const SHELL = /^\s*(?:[\w.,[\] ]+=\s*)?!/;
const INSTALL = /^\s*[!%]{1,2}\s*(?:pip3?|conda|mamba)\b/;
const LINE_MAGIC = /^(\s*)%(?!%)[A-Za-z].*$/;

function withoutMagics({ number, source }: Cell): { source: string; faults: Complaint[] } {
  const faults: Complaint[] = [];
  const fault = (code: string, row: number, line: string) =>
    faults.push({ code, cell: number, row, value: line.trim().slice(0, 120) });
  const lines = source.split(/\r?\n/);
  // A line of a long string may begin with anything.
  const bare = masked(source, 'python').bare.split(/\r?\n/);
  const first = lines.findIndex((line) => line.trim() !== '');
  const kept = lines.map((line, at) => {
    const seen = bare[at] ?? '';
    if (INSTALL.test(seen)) fault('code_install', at + 1, line);
    else if (at === first && seen.startsWith('%%')) fault('notebook_cell_magic', at + 1, line);
    else if (SHELL.test(seen)) fault('notebook_shell', at + 1, line);
    else if (LINE_MAGIC.test(seen)) return line.replace(LINE_MAGIC, '$1pass');
    return line;
  });
  return { source: kept.join('\n'), faults };
}
