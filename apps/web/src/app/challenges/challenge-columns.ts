import { Component, computed, inject, input } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';

import { type Challenge, datasetRoutes } from '@holdout/contracts';

import { Api } from '../core/api';
import { CurrentCourse } from '../core/current-course';

/** The columns a group gets, with what each means. */
@Component({
  selector: 'app-challenge-columns',
  imports: [TranslocoDirective],
  template: `
    <section *transloco="let t">
      <h2>{{ t('challenges.columns.title') }}</h2>
      <p class="muted prose">
        {{ t('challenges.columns.text', { target: challenge().targetName }) }}
      </p>
      <details [open]="columns().length <= 15">
        <summary>{{ t('challenges.columns.count', { count: columns().length }) }}</summary>
        <div
          class="table-wrap"
          tabindex="0"
          role="region"
          [attr.aria-label]="t('challenges.columns.title')"
        >
          <table class="data">
            <thead>
              <tr>
                <th scope="col">{{ t('datasets.dictionary.column') }}</th>
                <th scope="col">{{ t('challenges.columns.type') }}</th>
                @if (described()) {
                  <th scope="col">{{ t('datasets.dictionary.meaning') }}</th>
                  <th scope="col">{{ t('datasets.dictionary.unit') }}</th>
                }
              </tr>
            </thead>
            <tbody>
              @for (column of columns(); track column.name) {
                <tr>
                  <td>
                    <code>{{ column.name }}</code>
                  </td>
                  <td>{{ t('datasets.type.' + column.type) }}</td>
                  @if (described()) {
                    <td class="meaning">{{ column.meaning }}</td>
                    <td>{{ column.unit }}</td>
                  }
                </tr>
              }
            </tbody>
          </table>
        </div>
      </details>
    </section>
  `,
  styles: `
    section {
      display: grid;
      gap: 12px;
      grid-template-columns: minmax(0, 1fr);
    }
    summary {
      width: fit-content;
      padding: 4px 0;
      cursor: pointer;
    }
    .meaning {
      min-width: 12rem;
    }
  `,
})
export class ChallengeColumns {
  private readonly course = inject(CurrentCourse);
  readonly challenge = input.required<Challenge>();

  private readonly datasetId = computed(() => this.challenge().dataset.id);
  private readonly dataset = inject(Api).read(datasetRoutes.get, () => ({
    params: { courseId: this.course.id(), datasetId: this.datasetId() },
  }));
  private readonly dictionary = computed(
    () =>
      new Map(
        (this.dataset.hasValue() ? this.dataset.value().dictionary : []).map((entry) => [
          entry.column,
          entry,
        ]),
      ),
  );
  protected readonly columns = computed(() =>
    this.challenge().features.map(({ name, type }) => ({
      name,
      type,
      meaning: this.dictionary().get(name)?.meaning ?? '',
      unit: this.dictionary().get(name)?.unit ?? '',
    })),
  );
  protected readonly described = computed(() =>
    this.columns().some(({ meaning, unit }) => meaning !== '' || unit !== ''),
  );
}
