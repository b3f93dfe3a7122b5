import { Component, computed, inject, input, output, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { Router } from '@angular/router';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';

import { type Quiz, quizRoutes } from '@holdout/contracts';

import { Api } from '../core/api';
import { Confirm } from '../ui/confirm';
import { CurrentCourse } from '../core/current-course';
import { FaultList } from '../ui/fault-list';
import { Icon } from '../ui/icon';
import { Notice } from '../ui/notice';
import { Toast } from '../ui/toast';
import { TroubleNotice } from '../ui/trouble-notice';

/** What may be done with a quiz as it is now, and what stands against it. */
@Component({
  selector: 'app-quiz-deeds',
  imports: [FaultList, Icon, MatButton, Notice, TranslocoDirective, TroubleNotice],
  template: `
    <section *transloco="let t" class="card block">
      <h2>{{ t('quizStaff.deeds.title') }}</h2>
      <p class="prose">{{ t('quizStaff.deeds.next.' + quiz().state) }}</p>
      @if (complaints().length > 0) {
        <app-notice tone="look">
          <p>
            <strong>{{
              t(draft() ? 'quizStaff.deeds.complaints' : 'quizStaff.deeds.lookAt')
            }}</strong>
          </p>
          <app-fault-list [faults]="complaints()" />
        </app-notice>
      }
      <div class="row">
        @if (draft() && complaints().length === 0) {
          <button matButton="filled" type="button" [disabled]="working()" (click)="publish()">
            {{ t('quizStaff.deeds.publish') }}
          </button>
        }
        @if (!draft() && !begun()) {
          <button matButton="outlined" type="button" [disabled]="working()" (click)="withdraw()">
            <app-icon name="undo" />
            {{ t('quizStaff.deeds.withdraw') }}
          </button>
        }
        <button matButton="outlined" type="button" [disabled]="working()" (click)="duplicate()">
          <app-icon name="copy" />
          {{ t('quizStaff.deeds.duplicate') }}
        </button>
        @if (course.instructor()) {
          <button matButton type="button" [disabled]="working()" (click)="remove()">
            <app-icon name="trash" />
            {{ t('quizStaff.deeds.remove') }}
          </button>
        }
      </div>
      <app-trouble-notice [error]="failure()" />
    </section>
  `,
  styleUrl: './quiz-editor.scss',
})
export class QuizDeeds {
  private readonly api = inject(Api);
  protected readonly course = inject(CurrentCourse);
  private readonly confirm = inject(Confirm);
  private readonly router = inject(Router);
  private readonly toast = inject(Toast);
  private readonly transloco = inject(TranslocoService);
  readonly quiz = input.required<Quiz>();
  readonly changed = output<Quiz>();

  protected readonly working = signal(false);
  protected readonly failure = signal<unknown>(undefined);
  protected readonly draft = computed(() => this.quiz().state === 'draft');
  /** Their fields go by other names here; rows are those of the questions. */
  protected readonly complaints = computed(() =>
    (this.quiz().staff?.complaints ?? []).map((complaint) => ({ ...complaint, column: undefined })),
  );
  protected readonly begun = computed(() => {
    const counts = this.quiz().staff?.counts;
    return counts !== undefined && counts.open + counts.submitted > 0;
  });
  private readonly place = computed(() => ({
    params: { courseId: this.course.id(), quizId: this.quiz().id },
  }));

  protected async publish(): Promise<void> {
    const { title, opensAt } = this.quiz();
    const sure = await this.confirm.ask({
      title: this.say('publishTitle', { title }),
      text: this.say(opensAt === null ? 'publishNow' : 'publishText'),
      losses: [this.say('publishFixed')],
      deed: this.say('publish'),
    });
    if (!sure) return;
    await this.attempt(async () => {
      this.changed.emit(await this.api.send(quizRoutes.publish, this.place()));
      this.toast.say('quizStaff.deeds.published');
    });
  }

  protected async withdraw(): Promise<void> {
    await this.attempt(async () => {
      this.changed.emit(await this.api.send(quizRoutes.withdraw, this.place()));
      this.toast.say('quizStaff.deeds.withdrawn');
    });
  }

  protected async duplicate(): Promise<void> {
    await this.attempt(async () => {
      const { id } = await this.api.send(quizRoutes.duplicate, this.place());
      this.toast.say('quizStaff.deeds.duplicated');
      await this.router.navigate([...this.list(), id, 'edit']);
    });
  }

  protected async remove(): Promise<void> {
    const { title } = this.quiz();
    const question = {
      title: this.say('removeTitle', { title }),
      text: this.say(this.begun() ? 'removeWithAttempts' : 'removeText', { title }),
      deed: this.say('remove'),
      grave: true,
    };
    const confirm = this.begun()
      ? await this.confirm.reason({ ...question, why: { label: this.say('typeTitle') } })
      : (await this.confirm.ask(question))
        ? ''
        : undefined;
    if (confirm === undefined) return;
    await this.attempt(async () => {
      const place = this.place();
      await this.api.send(quizRoutes.remove, { ...place, query: { confirm } });
      const list = this.list();
      this.toast.offerUndo('quizStaff.deeds.removed', { title }, async () => {
        const { id } = await this.api.send(quizRoutes.restore, place);
        await this.router.navigate([...list, id, 'edit']);
      });
      await this.router.navigate(list);
    });
  }

  private list(): string[] {
    return ['/courses', this.course.id(), 'quizzes'];
  }

  private async attempt(deed: () => Promise<void>): Promise<void> {
    this.working.set(true);
    this.failure.set(undefined);
    try {
      await deed();
    } catch (thrown) {
      this.failure.set(thrown);
    } finally {
      this.working.set(false);
    }
  }

  private say(key: string, params: Record<string, unknown> = {}): string {
    return this.transloco.translate(`quizStaff.deeds.${key}`, params);
  }
}
