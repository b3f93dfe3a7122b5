import type { LabLanguage, LabRole } from '@holdout/contracts';

/** What a path of the usual layout says. */
interface NamedFile {
  readonly path: string;
  readonly name: string;
  /** Null: of every lab that lies beside it. */
  readonly number: number | null;
  readonly title: string | null;
  readonly role: LabRole;
  readonly language: LabLanguage | null;
}

export interface PlannedLab {
  readonly number: number;
  readonly title: string;
  readonly files: readonly NamedFile[];
  readonly missing: readonly { readonly role: LabRole; readonly language: LabLanguage }[];
}

interface NotTaken {
  readonly path: string;
  readonly why: 'unknown-name' | 'duplicate' | 'no-lab' | 'several-slides';
}

export interface LabPlan {
  readonly labs: readonly PlannedLab[];
  readonly notTaken: readonly NotTaken[];
}

/** What archivers and editors leave behind: neither taken nor spoken of. */
const LEFT_BEHIND =
  /(^|\/)(__MACOSX|\.ipynb_checkpoints|\.git|\.Rproj\.user|__pycache__)(\/|$)|(^|\/)(\.DS_Store|Thumbs\.db|desktop\.ini|\.Rhistory|\._[^/]*)$/i;

/** `Lab01py_Nombre`, `lab 1 - R - nombre`, `Laboratorio-03.python.nombre`. */
const LAB = /^(?:lab|laboratorio)[\s_.-]*(\d{1,3})(.*)$/;
const LANGUAGE = /^[\s_.-]*(python|py|r)(?![a-z])/;
const SOLVED =
  /(?<![a-z])(solved|solution|soluciones|solucion|solucionado|resuelto|resuelta)(?![a-z])/g;
const DATA_FOLDER = /^(data|datos|dataset|datasets)$/;
const CODE = /\.(ipynb|rmd|qmd|html?|py|r|md)$/;

/** Whether it may be looked at: what archivers leave behind may not. */
export const isLabFile = (path: string): boolean => !LEFT_BEHIND.test(path);

/** Reads one path; undefined where the layout does not know it. */
export function readLabName(path: string): NamedFile | undefined {
  const parts = path.split('/');
  const name = parts.at(-1) ?? '';
  const folders = parts.slice(0, -1).map(plain);
  const stem = plain(name).replace(/\.[a-z0-9]{1,8}$/, '');
  const lab = LAB.exec(stem);
  const number = lab ? Number(lab[1]) : numberIn(folders);
  // Wherever the word stands, what is solved is never taken for something else.
  const solved = [...folders, stem].some((part) => part.replaceAll(SOLVED, '') !== part);
  const common = { path, name, number };
  if (!solved && folders.some((folder) => DATA_FOLDER.test(folder)))
    return { ...common, title: null, role: 'data', language: null };
  if (!lab) {
    if (!solved && /\.pdf$/i.test(name))
      return { ...common, title: null, role: 'slides', language: null };
    return undefined;
  }
  if (!CODE.test(plain(name))) {
    if (solved || !/\.pdf$/i.test(name)) return undefined;
    return { ...common, title: titleOf(name), role: 'slides', language: null };
  }
  const language = languageOf(lab[2] ?? '', plain(name), folders);
  if (language === null) return undefined;
  return { ...common, title: titleOf(name), role: solved ? 'solved' : 'starter', language };
}

/** What an archive would bring, lab by lab, with what lacks its counterpart and what is not understood. */
export function planLabs(paths: readonly string[]): LabPlan {
  const notTaken: NotTaken[] = [];
  const named: NamedFile[] = [];
  for (const path of paths.filter(isLabFile)) {
    const read = readLabName(path);
    if (read) named.push(read);
    else notTaken.push({ path, why: 'unknown-name' });
  }
  const numbers = [
    ...new Set(
      named.flatMap(({ number, role }) => (number !== null && isCode(role) ? [number] : [])),
    ),
  ].toSorted((a, b) => a - b);
  for (const file of named)
    if (file.number === null ? numbers.length === 0 : !numbers.includes(file.number))
      notTaken.push({ path: file.path, why: 'no-lab' });
  const labs = numbers.map((number) => {
    const mine = named.filter((file) => file.number === number || file.number === null);
    const files = withoutDoubles(mine, notTaken);
    return {
      number,
      title: files.find(({ title, role }) => isCode(role) && title !== null)?.title ?? '',
      files,
      missing: missingIn(files),
    };
  });
  return { labs, notTaken: uniqueBy(notTaken, ({ path }) => path) };
}

const isCode = (role: LabRole): boolean => role === 'starter' || role === 'solved';

/** Without accents and case. */
function plain(text: string): string {
  return text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();
}

function numberIn(folders: readonly string[]): number | null {
  for (const folder of folders.toReversed()) {
    const lab = LAB.exec(folder);
    if (lab) return Number(lab[1]);
  }
  return null;
}

function languageOf(after: string, name: string, folders: readonly string[]): LabLanguage | null {
  const said = LANGUAGE.exec(after)?.[1];
  if (said !== undefined) return said === 'r' ? 'r' : 'python';
  if (/\.(rmd|qmd|r)$/.test(name)) return 'r';
  if (/\.(ipynb|py)$/.test(name)) return 'python';
  if (folders.includes('r')) return 'r';
  return folders.includes('python') ? 'python' : null;
}

/** `Lab01py_ConocerLosDatos_solved.ipynb` → `Conocer Los Datos`, as it is written there. */
function titleOf(name: string): string | null {
  const words = name
    .normalize('NFC')
    .replace(/\.[a-z0-9]{1,8}$/i, '')
    .replace(/^(?:lab|laboratorio)[\s_.-]*\d{1,3}(?:[\s_.-]*(?:python|py|r)(?![a-z]))?/i, '')
    .replaceAll(
      /(?<!\p{L})(?:solved|solution|soluci[oó]n|soluciones|solucionado|resuelt[oa])(?!\p{L})/giu,
      '',
    )
    .replaceAll(/[\s_.-]+/g, ' ')
    .replaceAll(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .trim();
  return words === '' ? null : words.slice(0, 200);
}

function withoutDoubles(files: readonly NamedFile[], notTaken: NotTaken[]): NamedFile[] {
  const seen = new Set<string>();
  let slides = false;
  return files.filter((file) => {
    const key = `${file.role}/${plain(file.name)}`;
    if (seen.has(key)) {
      notTaken.push({ path: file.path, why: 'duplicate' });
      return false;
    }
    seen.add(key);
    if (file.role !== 'slides') return true;
    if (slides) notTaken.push({ path: file.path, why: 'several-slides' });
    const first = !slides;
    slides = true;
    return first;
  });
}

function missingIn(files: readonly NamedFile[]): PlannedLab['missing'] {
  return (['python', 'r'] as const).flatMap((language) => {
    const there = new Set(
      files.filter((file) => file.language === language).map(({ role }) => role),
    );
    if (there.size === 0) return [];
    return (['starter', 'solved'] as const).flatMap((role) =>
      there.has(role) ? [] : [{ role, language }],
    );
  });
}

function uniqueBy<T>(items: readonly T[], key: (item: T) => string): T[] {
  return [...new Map(items.toReversed().map((item) => [key(item), item])).values()].toReversed();
}
