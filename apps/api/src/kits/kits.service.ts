import { Injectable } from '@nestjs/common';

import type { Challenge, CodeLanguage, CodeRuntime } from '@holdout/contracts';

import { Challenges } from '../challenges';
import type { CourseMember } from '../platform/auth/caller';
import { notFound } from '../platform/domain-error';
import { hasKit, kitTexts, LANGUAGES } from './kit.rules';
import { KitsRepository } from './kits.repository';

interface Kit {
  readonly name: string;
  readonly texts: Readonly<Record<string, string>>;
  readonly data: readonly { readonly name: string; readonly blob: string }[];
}

/** What one needs to write code for a challenge: what is installed, and a program to begin with. */
@Injectable()
export class KitsService {
  constructor(
    private readonly kits: KitsRepository,
    private readonly challenges: Challenges,
  ) {}

  async runtimes(me: CourseMember, challengeId: string): Promise<CodeRuntime[]> {
    return this.of(await this.challenges.answer(me, challengeId));
  }

  async kit(
    me: CourseMember,
    challengeId: string,
    language: CodeLanguage,
    words: 'es' | 'en',
  ): Promise<Kit> {
    const [challenge, { files }] = await Promise.all([
      this.challenges.answer(me, challengeId),
      this.challenges.visible(me, challengeId),
    ]);
    const runtime = (await this.of(challenge)).find((each) => each.language === language);
    if (!runtime?.kit || files.length === 0) throw notFound();
    return {
      name: `${challenge.title} (${language}).zip`,
      texts: kitTexts(challenge, runtime, words),
      data: files,
    };
  }

  private async of(challenge: Pick<Challenge, 'task'>): Promise<CodeRuntime[]> {
    const there = await this.kits.runtimes();
    return LANGUAGES.map((language) => {
      const runtime = there.find((each) => each.language === language);
      return {
        language,
        version: runtime?.version ?? null,
        packages: runtime?.packages ?? [],
        kit: hasKit(challenge, language),
      };
    });
  }
}
