import type { Complaint, QuestionContent } from '@holdout/contracts';
import { faultsOf, textsOf } from '@holdout/grading';

const IMAGE = /\]\(image:([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\)/g;

/** The images that a question's texts name. */
export function imagesIn(content: QuestionContent): string[] {
  const named = textsOf(content).flatMap((text) =>
    [...text.matchAll(IMAGE)].map(([, id = '']) => id),
  );
  return [...new Set(named)];
}

/** Everything that keeps a question from being saved. */
export function complaintsOf(
  content: QuestionContent,
  imagesThere: ReadonlySet<string>,
): Complaint[] {
  const faults = faultsOf(content).map(({ code, part, value }): Complaint => ({
    code,
    ...(part === undefined ? {} : { column: part }),
    ...(value === undefined ? {} : { value }),
  }));
  const lost = imagesIn(content).filter((id) => !imagesThere.has(id));
  return [...faults, ...lost.map((value): Complaint => ({ code: 'image-unknown', value }))];
}

/**
 * The same question with names of its shown parts that tell nothing: those that are known already stay, so that answers to
 * an earlier version can be marked by a later one; all others are made anew, whatever whoever sent them called them.
 */
export function withOwnNames(
  content: QuestionContent,
  known: ReadonlySet<string>,
  next: () => string,
): QuestionContent {
  const names = new Map<string, string>();
  const rename = (id: string): string => {
    const name = names.get(id) ?? (known.has(id) ? id : next());
    names.set(id, name);
    return name;
  };
  const renamed = <P extends { readonly id: string }>(parts: readonly P[]): P[] =>
    parts.map((part) => ({ ...part, id: rename(part.id) }));
  switch (content.type) {
    case 'single':
      return { ...content, options: renamed(content.options) };
    case 'multiple':
      return { ...content, options: renamed(content.options) };
    case 'matching':
      return {
        ...content,
        items: renamed(content.items).map((item) => ({ ...item, target: rename(item.target) })),
        targets: renamed(content.targets),
      };
    case 'ordering':
      return { ...content, items: renamed(content.items) };
    case 'cloze':
      return {
        ...content,
        gaps: content.gaps.map((gap) =>
          gap.kind === 'choice' ? { ...gap, options: renamed(gap.options) } : gap,
        ),
      };
    case 'true_false':
    case 'numeric':
    case 'short_text':
    case 'essay':
    case 'computed':
    case 'description':
      return content;
  }
}

/** The names of the parts that a student sees. */
export function namesIn(content: QuestionContent): Set<string> {
  const ids = (parts: readonly { readonly id: string }[]) => parts.map(({ id }) => id);
  switch (content.type) {
    case 'single':
    case 'multiple':
      return new Set(ids(content.options));
    case 'matching':
      return new Set([...ids(content.items), ...ids(content.targets)]);
    case 'ordering':
      return new Set(ids(content.items));
    case 'cloze':
      return new Set(
        content.gaps.flatMap((gap) => (gap.kind === 'choice' ? ids(gap.options) : [])),
      );
    case 'true_false':
    case 'numeric':
    case 'short_text':
    case 'essay':
    case 'computed':
    case 'description':
      return new Set();
  }
}
