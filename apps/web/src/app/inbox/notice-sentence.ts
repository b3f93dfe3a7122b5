import { Pipe, type PipeTransform, inject } from '@angular/core';

import { type Notice, noticeText } from '@holdout/contracts';

import { Clock } from '../core/clock';
import { Languages } from '../core/languages';

/** What a notice says, in the reader's language and zone. */
@Pipe({ name: 'noticeSentence', pure: false })
export class NoticeSentence implements PipeTransform {
  private readonly languages = inject(Languages);
  private readonly clock = inject(Clock);

  transform({ key, facts }: Pick<Notice, 'key' | 'facts'>): string {
    return noticeText(key, facts, {
      locale: this.languages.language(),
      timeZone: this.clock.zone(),
    });
  }
}
