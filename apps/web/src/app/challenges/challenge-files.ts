import { Component, inject, input } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { TranslocoDirective } from '@jsverse/transloco';

import { type Challenge, type ChallengeFile, challengeRoutes } from '@holdout/contracts';

import { Api } from '../core/api';
import { CurrentCourse } from '../core/current-course';
import { Icon } from '../ui/icon';
import { NumberPipe } from '../ui/number-pipe';

/** What is downloaded, with what is in it and how large it is. */
@Component({
  selector: 'app-challenge-files',
  imports: [Icon, MatButton, NumberPipe, TranslocoDirective],
  template: `
    <section *transloco="let t">
      <h2>{{ t('challenges.files.title') }}</h2>
      @if (challenge().files.length > 0) {
        <ul>
          @for (file of challenge().files; track file.name) {
            <li>
              <a matButton="outlined" [href]="url(file.name)" download>
                <app-icon name="download" />
                {{ file.name }}
              </a>
              <span>
                {{
                  t('challenges.files.' + file.name.replace('.csv', ''), {
                    target: challenge().targetName,
                  })
                }}
                <span class="muted figures">{{ file.bytes | number: { style: 'bytes' } }}</span>
              </span>
            </li>
          }
        </ul>
        <p class="muted prose">{{ t('challenges.files.id') }}</p>
      } @else {
        <p class="muted">
          {{
            t(
              challenge().publishedAt === null
                ? 'challenges.files.whenPublished'
                : 'challenges.files.whenOpen'
            )
          }}
        </p>
      }
    </section>
  `,
  styles: `
    section {
      display: grid;
      gap: 12px;
      grid-template-columns: minmax(0, 1fr);
    }
    ul {
      display: grid;
      gap: 8px;
      padding: 0;
      list-style: none;
    }
    li {
      display: grid;
      gap: 4px 16px;
      grid-template-columns: minmax(14rem, max-content) minmax(0, 1fr);
      align-items: center;
    }
    a {
      justify-content: start;
    }
    @media (max-width: 599px) {
      li {
        grid-template-columns: minmax(0, 1fr);
      }
    }
  `,
})
export class ChallengeFiles {
  private readonly api = inject(Api);
  private readonly course = inject(CurrentCourse);
  readonly challenge = input.required<Challenge>();

  protected url(name: ChallengeFile): string {
    return this.api.fileUrl(challengeRoutes.file, {
      params: { courseId: this.course.id(), challengeId: this.challenge().id, name },
    });
  }
}
