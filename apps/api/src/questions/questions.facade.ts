import { Injectable } from '@nestjs/common';

import { BanksRepository, type ImageRow } from './banks.repository';
import { imagesIn } from './content.rules';
import { type QuestionVersion, QuestionsRepository } from './questions.repository';

export type { QuestionVersion } from './questions.repository';

/** What others may ask of questions. The keys are in what is answered: it is not for the wire. */
@Injectable()
export class Questions {
  constructor(
    private readonly questions: QuestionsRepository,
    private readonly banks: BanksRepository,
  ) {}

  /** By question, the version in force; of those that are put away only where it is asked for. */
  async newest(
    courseId: string,
    questionIds: readonly string[],
    { putAwayToo = false } = {},
  ): Promise<Map<string, QuestionVersion>> {
    const found = await this.questions.newest(courseId, questionIds, putAwayToo);
    return new Map(found.map((version) => [version.questionId, version]));
  }

  /** By id, of whatever is asked for: versions do not go away. */
  async versions(versionIds: readonly string[]): Promise<Map<string, QuestionVersion>> {
    const found = await this.questions.byId(versionIds);
    return new Map(found.map((version) => [version.id, version]));
  }

  /** The questions of a bank with this tag, null being any; descriptions ask nothing and are not among them. */
  inPool(courseId: string, bankId: string, tag: string | null): Promise<string[]> {
    return this.questions.idsInPool(courseId, bankId, tag);
  }

  /** An image that one of these versions shows; undefined for any other. Whoever asks has seen to who may see them. */
  async image(
    courseId: string,
    imageId: string,
    versionIds: readonly string[],
  ): Promise<ImageRow | undefined> {
    const versions = await this.questions.byId(versionIds);
    if (!versions.some(({ content }) => imagesIn(content).includes(imageId))) return undefined;
    const [image] = await this.banks.images(courseId, [imageId]);
    return image;
  }
}
