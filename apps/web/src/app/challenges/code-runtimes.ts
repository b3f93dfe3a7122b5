import { Component, computed, inject, input } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';

import { type Challenge, type CodeLanguage, kitRoutes } from '@holdout/contracts';

import { Api } from '../core/api';
import { CurrentCourse } from '../core/current-course';
import { Languages } from '../core/languages';
import { ErrorState } from '../ui/error-state';
import { Icon } from '../ui/icon';
import { Skeleton } from '../ui/skeleton';

/** The languages that code may be written in: a kit to begin with, and what is installed. */
@Component({
  selector: 'app-code-runtimes',
  imports: [ErrorState, Icon, Skeleton, TranslocoDirective],
  template: `
    <section *transloco="let t">
      <h2>{{ t('challenges.kits.title') }}</h2>
      <p class="prose">{{ t('challenges.kits.text') }}</p>
      @if (runtimes.error(); as error) {
        <app-error-state [error]="error" (again)="runtimes.reload()" />
      } @else if (!runtimes.hasValue()) {
        <app-skeleton kind="lines" [count]="3" />
      } @else {
        <ul>
          @for (runtime of runtimes.value().items; track runtime.language) {
            <li>
              <div class="row">
                <strong>{{ t('challenges.kits.name.' + runtime.language) }}</strong>
                @if (runtime.kit) {
                  <a [href]="kit(runtime.language)" download>
                    <app-icon name="download" />
                    {{
                      t('challenges.kits.download', {
                        language: t('challenges.kits.name.' + runtime.language),
                      })
                    }}
                  </a>
                }
              </div>
              @if (runtime.version) {
                <details>
                  <summary>
                    {{ runtime.version }} ·
                    {{ t('challenges.kits.packages', { count: runtime.packages.length }) }}
                  </summary>
                  <p class="small packages">
                    @for (each of runtime.packages; track each.name) {
                      <span>{{ each.name }} {{ each.version }}</span>
                    }
                  </p>
                </details>
              } @else {
                <p class="muted small">{{ t('challenges.kits.off') }}</p>
              }
            </li>
          }
        </ul>
      }
    </section>
  `,
  styles: `
    section,
    ul {
      display: grid;
      gap: 12px;
      grid-template-columns: minmax(0, 1fr);
    }
    ul {
      padding: 0;
      list-style: none;
    }
    summary {
      width: fit-content;
      padding: 4px 0;
      cursor: pointer;
    }
    .packages {
      display: flex;
      flex-wrap: wrap;
      gap: 4px 16px;
      max-height: 16rem;
      overflow: auto;
    }
  `,
})
export class CodeRuntimes {
  private readonly api = inject(Api);
  private readonly course = inject(CurrentCourse);
  private readonly languages = inject(Languages);
  readonly challenge = input.required<Challenge>();
  private readonly params = computed(() => ({
    courseId: this.course.id(),
    challengeId: this.challenge().id,
  }));
  protected readonly runtimes = this.api.read(kitRoutes.runtimes, () => ({
    params: this.params(),
  }));

  protected kit(language: CodeLanguage): string {
    return this.api.fileUrl(kitRoutes.kit, {
      params: { ...this.params(), language },
      query: { words: this.languages.language() },
    });
  }
}
