import { type QuestionContent, questionBankRoutes, questionRoutes } from '@holdout/contracts';

import type { Term } from './term';

/** By title: what the course has of a question. */
export type Asked = ReadonlyMap<string, { readonly id: string; readonly content: QuestionContent }>;

/**
 * A bank per module with the questions that name it; what is there already stays. A question that reads a figure of a model
 * waits until its challenge is there.
 */
export async function fillBanks(term: Term): Promise<Asked> {
  const { instructor, courseId } = term;
  const params = { courseId };
  const { items: there } = await instructor.call(questionRoutes.list, { params });
  const known = new Map(there.map(({ title, id }) => [title, id]));
  const asked = new Map<string, { id: string; content: QuestionContent }>();
  for (const [name, questions] of await banksOf(term))
    for (const content of questions)
      asked.set(content.title, {
        content,
        id:
          known.get(content.title) ??
          (
            await instructor.call(questionRoutes.create, {
              params,
              body: { bankId: name, content },
            })
          ).id,
      });
  return asked;
}

/** By the bank's id, what is to be in it. */
async function banksOf(term: Term): Promise<Map<string, QuestionContent[]>> {
  const { instructor, plan, courseId } = term;
  const params = { courseId };
  const { items } = await instructor.call(questionBankRoutes.list, { params });
  const banks = new Map<string, QuestionContent[]>();
  for (const { number, title } of plan.modules) {
    const name = `M${number} · ${title}`;
    const { id } =
      items.find((bank) => bank.name === name) ??
      (await instructor.call(questionBankRoutes.create, { params, body: { name } }));
    banks.set(
      id,
      term.quizPlan.questions
        .filter(({ tags }) => tags.includes(`M${number}`))
        .flatMap((content) => readable(term, content) ?? []),
    );
  }
  return banks;
}

function readable(
  { quizPlan, challenges }: Term,
  content: QuestionContent,
): QuestionContent | undefined {
  if (content.type !== 'computed') return content;
  const challenge = challenges.get(quizPlan.figures[content.title] ?? '');
  return challenge && { ...content, challengeId: challenge.id };
}
