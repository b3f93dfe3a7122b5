import { Component, inject, input, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { TranslocoDirective } from '@jsverse/transloco';

import { projectRoutes } from '@holdout/contracts';

import { Api } from '../core/api';
import { CurrentCourse } from '../core/current-course';
import { ErrorState } from '../ui/error-state';
import { Icon } from '../ui/icon';
import { Skeleton } from '../ui/skeleton';
import { When } from '../ui/when';

/** Who changed what of the project; asked for when somebody wants to see it. */
@Component({
  selector: 'app-project-history',
  imports: [ErrorState, Icon, MatButton, Skeleton, TranslocoDirective, When],
  template: `
    <section class="stack" [attr.aria-label]="t('projects.history.title')" *transloco="let t">
      <div>
        <button
          matButton
          type="button"
          [attr.aria-expanded]="shown()"
          (click)="shown.set(!shown())"
        >
          <app-icon name="history" />{{ t('projects.history.title') }}
        </button>
      </div>
      @if (shown()) {
        @if (page.error(); as error) {
          <app-error-state [error]="error" (again)="page.reload()" />
        } @else if (!page.hasValue()) {
          <app-skeleton kind="lines" [count]="3" />
        } @else {
          <ol>
            @for (change of page.value().items; track change.id) {
              <li>
                <p>
                  <strong>{{ t('projects.history.deed.' + change.deed) }}</strong>
                  <span class="muted small">
                    {{ change.by }} · <app-when [instant]="change.at" as="full"
                  /></span>
                </p>
                @for (line of linesOf(change.new); track line.field) {
                  <p class="small">{{ line.text }}</p>
                }
              </li>
            } @empty {
              <li class="muted">{{ t('projects.history.none') }}</li>
            }
          </ol>
        }
      }
    </section>
  `,
  styles: `
    ol {
      display: grid;
      gap: 12px;
      grid-template-columns: minmax(0, 1fr);
      padding: 0;
      list-style: none;
      overflow-wrap: anywhere;
    }
  `,
})
export class ProjectHistory {
  private readonly current = inject(CurrentCourse);
  readonly groupId = input.required<string>();
  /** Read again when it rises. */
  readonly version = input(0);
  protected readonly shown = signal(false);
  protected readonly page = inject(Api).read(
    projectRoutes.history,
    () =>
      this.shown()
        ? { params: { courseId: this.current.id(), groupId: this.groupId() } }
        : undefined,
    this.version,
  );

  protected linesOf(
    fields: Record<string, string | string[] | null>,
  ): { field: string; text: string }[] {
    return Object.entries(fields).flatMap(([field, value]) =>
      value === null || value.length === 0 ? [] : [{ field, text: textOf(field, value) }],
    );
  }
}

/** An approach is told by its letters, a ranking as one. */
function textOf(field: string, value: string | string[]): string {
  if (typeof value !== 'string') return value.map((name, at) => `${at + 1}. ${name}`).join(' · ');
  return field === 'approach' ? value.toUpperCase() : value;
}
