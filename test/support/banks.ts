import { randomUUID } from 'node:crypto';

import { QuestionContent } from '@holdout/contracts';

import type { TestApp } from './app';

const common = {
  title: 'Pregunta',
  text: '¿?',
  points: 1,
  generalFeedback: '',
  tags: [],
  parameters: [],
};

/** Questions as the bank stores them; each has a key that a student's answer can be looked for. */
export const aNumeric = (value: string, given: object = {}): QuestionContent =>
  QuestionContent.parse({
    ...common,
    type: 'numeric',
    text: '¿Cuánto es?',
    answers: [
      {
        id: 'n1',
        value,
        tolerance: { kind: 'absolute', value: '0' },
        share: '1',
        feedback: 'claveCorrecta',
      },
    ],
    wrongFeedback: 'claveErrada',
    units: [],
    unitRequired: false,
    ...given,
  });

/** The first option is the right one. */
export const aSingle = (options: readonly string[], given: object = {}): QuestionContent =>
  QuestionContent.parse({
    ...common,
    type: 'single',
    text: '¿Cuál?',
    options: options.map((text, i) => ({
      id: `o${i + 1}`,
      text,
      share: i === 0 ? '1' : '0',
      feedback: `claveOpcion${i + 1}`,
    })),
    shuffle: true,
    ...given,
  });

export const anEssay = (given: object = {}): QuestionContent =>
  QuestionContent.parse({
    ...common,
    type: 'essay',
    text: '¿Qué pregunta de negocio?',
    points: 4,
    rubric: [],
    maxWords: 300,
    markerNotes: 'claveNotas',
    ...given,
  });

export const aComputed = (
  challengeId: string,
  figure: object,
  given: object = {},
): QuestionContent =>
  QuestionContent.parse({
    ...common,
    type: 'computed',
    text: '¿Cuál es la sensibilidad de su modelo?',
    challengeId,
    figure,
    tolerance: { kind: 'absolute', value: '0.001' },
    wrongFeedback: 'claveModelo',
    ...given,
  });

/** A bank of a course, straight in the tables. */
export class ABank {
  private constructor(
    private readonly t: TestApp,
    readonly courseId: string,
    readonly id: string,
    private readonly accountId: string,
  ) {}

  static async in(t: TestApp, courseId: string, by: { accountId: string }): Promise<ABank> {
    const id = randomUUID();
    await t.db.query(
      'INSERT INTO question_banks (id, course_id, name, description, created_at) VALUES ($1, $2, $3, $4, $5)',
      [id, courseId, 'Banco', '', t.clock.now()],
    );
    return new ABank(t, courseId, id, by.accountId);
  }

  /** Answers the question's id. */
  async has(content: QuestionContent): Promise<string> {
    const id = randomUUID();
    await this.t.db.query(
      `INSERT INTO questions (id, course_id, bank_id, version, title, type, tags, created_at, changed_at)
       VALUES ($1, $2, $3, 0, $4, $5, $6, $7, $7)`,
      [id, this.courseId, this.id, content.title, content.type, content.tags, this.t.clock.now()],
    );
    await this.changes(id, content);
    return id;
  }

  /** A new version of a question. */
  async changes(questionId: string, content: QuestionContent): Promise<void> {
    const rows = await this.t.db.query<[{ version: number }[], number]>(
      'UPDATE questions SET version = version + 1, title = $2, type = $3 WHERE id = $1 RETURNING version',
      [questionId, content.title, content.type],
    );
    await this.t.db.query(
      'INSERT INTO question_versions (id, question_id, number, content, account_id, created_at) VALUES ($1, $2, $3, $4, $5, $6)',
      [
        randomUUID(),
        questionId,
        rows[0][0]!.version,
        JSON.stringify(content),
        this.accountId,
        this.t.clock.now(),
      ],
    );
  }
}
