import { Injectable } from '@nestjs/common';

import type { MarkedAnswer, QuestionContent } from '@holdout/contracts';

import { type QuestionVersion, Questions } from '../questions';
import { judged, solutionIn, viewIn } from './attempt.mapper';
import type { AnswerRow, AttemptRow } from './attempts.repository';

export type Judged = Pick<
  MarkedAnswer,
  | 'title'
  | 'content'
  | 'question'
  | 'solution'
  | 'state'
  | 'earned'
  | 'parts'
  | 'feedback'
  | 'by'
  | 'askedVersion'
  | 'markedVersion'
>;

/** Answers with their keys, for who marks. */
@Injectable()
export class JudgingService {
  constructor(private readonly questions: Questions) {}

  /** In the order in which they are given. */
  async judge(
    attempt: AttemptRow,
    answers: readonly AnswerRow[],
    decimalMark: ',' | '.',
  ): Promise<Judged[]> {
    const versions = await this.versionsOf(answers);
    return answers.map((row) => {
      const asked = versions.get(row.askedVersionId)!;
      const marked = versions.get(row.markedVersionId ?? row.askedVersionId)!;
      return {
        title: marked.content.title,
        content: marked.content,
        question: viewIn(attempt, row, asked.content, decimalMark),
        solution: solutionIn(row, marked.content, decimalMark),
        ...judged(row, marked.content, decimalMark),
        askedVersion: asked.number,
        markedVersion: marked.number,
      };
    });
  }

  async contentsOf(answers: readonly AnswerRow[]): Promise<Map<string, QuestionContent>> {
    const versions = await this.versionsOf(answers);
    return new Map([...versions].map(([id, { content }]) => [id, content]));
  }

  private versionsOf(answers: readonly AnswerRow[]): Promise<Map<string, QuestionVersion>> {
    const ids = answers.flatMap(({ askedVersionId, markedVersionId }) => [
      askedVersionId,
      markedVersionId ?? askedVersionId,
    ]);
    return this.questions.versions([...new Set(ids)]);
  }
}
