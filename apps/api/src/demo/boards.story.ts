import { randomUUID } from 'node:crypto';

import { cardRoutes, ledgerRoutes, projectRoutes } from '@holdout/contracts';

import { type PlannedCard, readBoardPlan } from './board-plan';
import type { Term } from './term';
import type { Visitor } from './visitor';

/** The groups fill their boards and say what each submission changed. What is there is left as it is. */
export async function playBoards(term: Term): Promise<void> {
  const { plan, visitors, instructor, courseId } = term;
  const planned = readBoardPlan();
  const { items } = await instructor.call(projectRoutes.list, { params: { courseId } });
  for (const { groupId, group } of items) {
    const member = plan.groups.find(({ name }) => name === group)?.members[0];
    if (!member) continue;
    const student = await visitors.of(member.email);
    const cards = [...planned.common, ...(planned.groups[group] ?? [])];
    await fillBoard(term, student, groupId, cards);
    await writeLedger(student, { courseId, groupId }, planned.changes);
  }
}

async function fillBoard(
  { courseId, dayZero, instructor }: Term,
  student: Visitor,
  groupId: string,
  planned: readonly PlannedCard[],
): Promise<void> {
  const params = { courseId, groupId };
  const { cards, members } = await student.call(cardRoutes.get, { params });
  for (const { phase, title, text, owner, day, steps, finished, comment } of planned) {
    if (cards.some((card) => card.title === title)) continue;
    const card = await student.call(cardRoutes.add, {
      params,
      body: {
        phase,
        title,
        text,
        ownerId: members[owner % members.length]?.memberId ?? null,
        dueOn: dayZero.plus({ days: day }).toISODate(),
        checklist: steps.map((step) => ({ id: randomUUID(), text: step, done: finished })),
      },
    });
    const ofCard = { ...params, cardId: card.id };
    if (finished)
      await student.call(cardRoutes.finish, { params: ofCard, body: { finished: true } });
    if (comment !== undefined)
      await instructor.call(cardRoutes.comment, { params: ofCard, body: { text: comment } });
  }
}

async function writeLedger(
  student: Visitor,
  params: { readonly courseId: string; readonly groupId: string },
  changes: ReturnType<typeof readBoardPlan>['changes'],
): Promise<void> {
  const { items } = await student.call(ledgerRoutes.get, { params });
  const sent = new Map<string, number>();
  for (const entry of items.toReversed()) {
    const nth = sent.get(entry.challenge.id) ?? 0;
    sent.set(entry.challenge.id, nth + 1);
    const said = changes[nth];
    if (entry.version > 0 || !said) continue;
    await student.call(ledgerRoutes.write, {
      params: { ...params, submissionId: entry.submissionId },
      body: { ...said, upon: 'best', version: 0 },
    });
  }
}
