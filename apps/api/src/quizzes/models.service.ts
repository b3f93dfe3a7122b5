import { Injectable } from '@nestjs/common';

import type { QuestionContent } from '@holdout/contracts';

import { Challenges } from '../challenges';
import type { CourseMember } from '../platform/auth/caller';
import { DomainError } from '../platform/domain-error';
import { type ModelFigures, Submissions } from '../submissions';
import type { ChosenModel } from './attempts.repository';
import { figureOf } from './figure.rules';

export interface ReadableChallenge {
  readonly challengeId: string;
  readonly challenge: string;
  readonly submissions: readonly {
    readonly id: string;
    readonly label: string;
    readonly receivedAt: Date;
  }[];
}

type Asked = readonly { readonly challengeId: string; readonly submissionId: string }[];

/** Figures of a group's own models, for questions that are computed from them: no more than the group sees. */
@Injectable()
export class ModelsService {
  constructor(
    private readonly challenges: Challenges,
    private readonly submissions: Submissions,
  ) {}

  /** What may be chosen of each challenge that questions read; null is that of the group's project. */
  async choices(
    me: CourseMember,
    challengeIds: readonly (string | null)[],
  ): Promise<ReadableChallenge[]> {
    const groupId = me.group?.id;
    const choices = new Map<string, ReadableChallenge>();
    for (const asked of challengeIds) {
      const challenge = await this.challengeOf(me, asked);
      if (challenge)
        choices.set(challenge.id, {
          challengeId: challenge.id,
          challenge: challenge.title,
          submissions:
            groupId === undefined
              ? []
              : await this.submissions.readable(me.courseId, challenge.id, groupId),
        });
    }
    return [...choices.values()];
  }

  /** The figure of each computed question, and the submissions they were taken from; refuses with all that is missing. */
  async resolve(
    me: CourseMember,
    questions: ReadonlyMap<string, QuestionContent>,
    asked: Asked,
  ): Promise<{ figures: Map<string, string>; models: ChosenModel[] }> {
    const figures = new Map<string, string>();
    const models = new Map<string, ChosenModel & { readonly read: ModelFigures }>();
    const missing = new Set<string>();
    for (const [questionId, content] of questions) {
      if (content.type !== 'computed') continue;
      const challenge = await this.challengeOf(me, content.challengeId);
      const model =
        challenge && (models.get(challenge.id) ?? (await this.chosen(me, challenge.id, asked)));
      if (model) models.set(model.challengeId, model);
      const figure = model && figureOf(content.figure, model.read);
      if (figure === undefined) missing.add(challenge?.title ?? '');
      else figures.set(questionId, figure);
    }
    if (missing.size > 0)
      throw new DomainError(
        'model-missing',
        'A question is computed from a scored model of your group; there is none that it can be read from.',
        { challenges: [...missing].join(', ') },
        [...missing].map((title) => ({ code: 'model-missing', value: title })),
      );
    return {
      figures,
      models: [...models.values()].map(({ challengeId, submissionId, label }) => ({
        challengeId,
        submissionId,
        label,
      })),
    };
  }

  private async chosen(me: CourseMember, challengeId: string, asked: Asked) {
    const groupId = me.group?.id;
    if (groupId === undefined) return undefined;
    const readable = await this.submissions.readable(me.courseId, challengeId, groupId);
    const wanted = asked.find((each) => each.challengeId === challengeId)?.submissionId;
    const model = wanted === undefined ? readable[0] : readable.find(({ id }) => id === wanted);
    const read =
      model && (await this.submissions.figures(me.courseId, challengeId, groupId, model.id));
    return read && { challengeId, submissionId: model.id, label: model.label, read };
  }

  /** Without one of its own a question reads the newest challenge that the group sees. */
  private async challengeOf(me: CourseMember, challengeId: string | null) {
    const seen = (await this.challenges.of(me.courseId)).filter(
      (each) => each.publishedAt !== null && this.challenges.sees(me, each),
    );
    return challengeId === null ? seen.at(-1) : seen.find(({ id }) => id === challengeId);
  }
}
