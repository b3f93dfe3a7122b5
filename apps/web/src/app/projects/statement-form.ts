import { Component, computed, inject, input, output, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatFormField, MatHint, MatLabel } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { MatRadioButton, MatRadioGroup } from '@angular/material/radio';
import { TranslocoDirective } from '@jsverse/transloco';

import { type Approach, type Project, projectRoutes } from '@holdout/contracts';

import { Api } from '../core/api';
import { CurrentCourse } from '../core/current-course';
import { Refusal } from '../core/refusal';
import { Markdown } from '../ui/markdown';
import { Notice } from '../ui/notice';
import { Toast } from '../ui/toast';
import { TroubleNotice } from '../ui/trouble-notice';
import { When } from '../ui/when';

const MOST = 4000;

/** The business question and the approach. What another member wrote meanwhile is shown, and the own text kept. */
@Component({
  selector: 'app-statement-form',
  imports: [
    Markdown,
    MatButton,
    MatFormField,
    MatHint,
    MatInput,
    MatLabel,
    MatRadioButton,
    MatRadioGroup,
    Notice,
    TranslocoDirective,
    TroubleNotice,
    When,
  ],
  template: `
    <section class="card stack" aria-labelledby="statement" *transloco="let t">
      <h2 id="statement">{{ t('projects.statement.title') }}</h2>
      @if (readOnly()) {
        <app-markdown [text]="project().question || t('projects.statement.none')" />
        @if (project().approach; as approach) {
          <p class="muted">{{ t('projects.approach.' + approach) }}</p>
        }
      } @else {
        <form class="fields" novalidate (submit)="save($event)">
          <mat-form-field subscriptSizing="dynamic">
            <mat-label>{{ t('projects.statement.question') }}</mat-label>
            <textarea
              #field
              matInput
              rows="5"
              [attr.maxlength]="most"
              [value]="question()"
              (input)="question.set(field.value)"
            ></textarea>
            <mat-hint>{{ t('projects.statement.hint') }}</mat-hint>
            <mat-hint align="end">{{ question().length }} / {{ most }}</mat-hint>
          </mat-form-field>
          <mat-radio-group
            [value]="approach()"
            [attr.aria-label]="t('projects.approach.title')"
            (change)="choose($event.value)"
          >
            <mat-radio-button value="ml">{{ t('projects.approach.ml') }}</mat-radio-button>
            <mat-radio-button value="dl">{{ t('projects.approach.dl') }}</mat-radio-button>
          </mat-radio-group>
          @if (overtaken(); as by) {
            <app-notice tone="look">
              <p>{{ t('projects.statement.overtaken', { by }) }}</p>
              <app-markdown [text]="project().question || t('projects.statement.none')" />
            </app-notice>
          }
          <app-trouble-notice [error]="trouble()" />
          <div class="row">
            <button matButton="filled" type="submit" [attr.aria-disabled]="busy()">
              {{ t(busy() ? 'ui.saving' : overtaken() ? 'projects.saveOver' : 'ui.save') }}
            </button>
            @if (project().written; as written) {
              <span class="muted small"
                >{{ t('projects.writtenBy', { name: written.by }) }}
                <app-when [instant]="written.at" as="away"
              /></span>
            }
          </div>
        </form>
      }
    </section>
  `,
})
export class StatementForm {
  private readonly api = inject(Api);
  private readonly toast = inject(Toast);
  private readonly current = inject(CurrentCourse);
  readonly project = input.required<Project>();
  readonly readOnly = input(false);
  readonly saved = output();

  protected readonly most = MOST;
  private readonly typed = signal<string | undefined>(undefined);
  private readonly chosen = signal<Approach | undefined>(undefined);
  /** What is written here; until somebody types, what stands. */
  protected readonly question = Object.assign(
    computed(() => this.typed() ?? this.project().question),
    {
      set: (text: string) => {
        this.typed.set(text);
      },
    },
  );
  protected readonly approach = computed(() => this.chosen() ?? this.project().approach);
  protected readonly trouble = signal<unknown>(undefined);
  protected readonly busy = signal(false);
  /** Who wrote meanwhile. */
  protected readonly overtaken = signal<string | undefined>(undefined);

  protected choose(approach: Approach): void {
    this.chosen.set(approach);
  }

  protected async save(event: Event): Promise<void> {
    event.preventDefault();
    if (this.busy()) return;
    this.busy.set(true);
    this.trouble.set(undefined);
    try {
      await this.api.send(projectRoutes.write, {
        params: { courseId: this.current.id(), groupId: this.project().groupId },
        body: {
          question: this.question(),
          approach: this.approach(),
          version: this.project().version,
        },
      });
      this.typed.set(undefined);
      this.chosen.set(undefined);
      this.overtaken.set(undefined);
      this.toast.say('projects.statement.saved');
      this.saved.emit();
    } catch (thrown) {
      if (thrown instanceof Refusal && thrown.code === 'conflict') {
        this.typed.set(this.question());
        this.overtaken.set(String(thrown.facts['by'] ?? '?'));
        this.saved.emit(); // what stands is read again; the own text stays
      } else this.trouble.set(thrown);
    } finally {
      this.busy.set(false);
    }
  }
}
