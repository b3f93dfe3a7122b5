import {
  type GradeItem,
  type Gradebook,
  type MarkDeed,
  type Quiz,
  gradeRoutes,
} from '@holdout/contracts';

import { type Term, hourOf } from './term';

/** The gradebook of a course: its policy, what staff type, what they excuse. What was half done is gone on with. */
export async function playGrades(term: Term, quizzes: ReadonlyMap<string, Quiz>): Promise<void> {
  await publishPolicy(term);
  const { instructor, courseId, story } = term;
  const params = { courseId };
  const { items, groups } = await instructor.call(gradeRoutes.gradebook, { params });
  const idOf = (name: string) => groups.find((group) => group.name === name)?.groupId ?? '';
  for (const { quiz, group, why, comment } of story.excused) {
    const cell = new Cell(term, quizzes.get(quiz)?.id ?? '', idOf(group));
    const { excused } = await cell.typed();
    if (!excused) {
      await cell.change({ deed: 'excuse' }, why);
      await cell.change({ deed: 'comment', text: comment });
    }
  }
  for (const planned of story.items) {
    const { id: itemId, published } = await anItem(term, planned, items);
    for (const [group, { points, comment }] of Object.entries(planned.marks)) {
      const cell = new Cell(term, itemId, idOf(group));
      const typed = await cell.typed();
      if (typed.points === null) await cell.change({ deed: 'set', points });
      if (typed.comment !== comment) await cell.change({ deed: 'comment', text: comment });
    }
    if (!published)
      await instructor.call(gradeRoutes.updateItem, {
        params: { courseId, itemId },
        body: { published: true },
      });
  }
}

/** Frozen as they are and shown to the students. */
export async function publishFinals({ instructor, courseId }: Term): Promise<void> {
  const params = { courseId };
  const { finals } = await instructor.call(gradeRoutes.gradebook, { params });
  if (finals.frozenAt === null) await instructor.call(gradeRoutes.freeze, { params });
  if (finals.publishedAt === null) await instructor.call(gradeRoutes.publishFinals, { params });
}

async function publishPolicy({ instructor, courseId, story }: Term): Promise<void> {
  const params = { courseId };
  const { current, draft } = await instructor.call(gradeRoutes.policies, { params });
  if (current || !draft) return;
  const written = await instructor.call(gradeRoutes.putDraft, {
    params,
    body: {
      policy: {
        ...draft.policy,
        items: story.modelTyped ? [{ itemId: courseId, componentId: null }] : [],
      },
      revision: draft.revision,
    },
  });
  await instructor.call(gradeRoutes.publishPolicy, {
    params,
    body: { revision: written.draft?.revision ?? 0, reason: 'La del programa del curso' },
  });
}

function anItem(
  term: Term,
  { kind, title, maximum, day, at }: Term['story']['items'][number],
  there: Gradebook['items'],
): GradeItem | Promise<GradeItem> {
  return (
    there.find((item) => item.source === 'typed' && item.title === title) ??
    term.instructor.call(gradeRoutes.createItem, {
      params: { courseId: term.courseId },
      body: { kind, title, maximum, deadline: hourOf(term, day, at).toUTC().toISO(), by: 'group' },
    })
  );
}

/** What a group has in an item, as the panel of its cell changes it. */
class Cell {
  private readonly params: { courseId: string; itemId: string; subjectId: string };

  constructor(
    private readonly term: Term,
    itemId: string,
    subjectId: string,
  ) {
    this.params = { courseId: term.courseId, itemId, subjectId };
  }

  async typed() {
    return (await this.term.instructor.call(gradeRoutes.cell, { params: this.params })).typed;
  }

  async change(change: MarkDeed, why?: string): Promise<void> {
    const { version } = await this.typed();
    await this.term.instructor.call(gradeRoutes.change, {
      params: this.params,
      body: { version, change, ...(why !== undefined && { why }) },
    });
  }
}
