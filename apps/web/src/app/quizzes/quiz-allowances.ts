import { Component, computed, inject, input, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatFormField, MatHint, MatLabel } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { MatOption, MatSelect } from '@angular/material/select';
import { TranslocoDirective } from '@jsverse/transloco';

import { type Quiz, groupRoutes, memberRoutes, quizRoutes } from '@holdout/contracts';

import { instantOf } from '../challenges/zoned-time';
import { Api } from '../core/api';
import { CurrentCourse } from '../core/current-course';
import { NumberPipe } from '../ui/number-pipe';
import { Toast } from '../ui/toast';
import { ErrorState } from '../ui/error-state';
import { TroubleNotice } from '../ui/trouble-notice';
import { When } from '../ui/when';

/** Who has longer: a group's later end, a person's extra time. Open attempts follow at once. */
@Component({
  selector: 'app-quiz-allowances',
  imports: [
    ErrorState,
    MatButton,
    MatFormField,
    MatHint,
    MatInput,
    MatLabel,
    MatOption,
    MatSelect,
    NumberPipe,
    TranslocoDirective,
    TroubleNotice,
    When,
  ],
  templateUrl: './quiz-allowances.html',
  styleUrl: './quiz-editor.scss',
})
export class QuizAllowances {
  private readonly api = inject(Api);
  private readonly course = inject(CurrentCourse);
  private readonly toast = inject(Toast);
  readonly quiz = input.required<Quiz>();

  private readonly quizId = computed(() => this.quiz().id);
  private readonly place = computed(() => ({ courseId: this.course.id(), quizId: this.quizId() }));
  protected readonly zone = computed(() => this.course.course()?.timeZone ?? 'UTC');
  protected readonly page = this.api.read(quizRoutes.allowances, () => ({ params: this.place() }));
  private readonly groupPage = this.api.read(groupRoutes.list, () => ({
    params: { courseId: this.course.id() },
  }));
  private readonly memberPage = this.api.read(memberRoutes.list, () => ({
    params: { courseId: this.course.id() },
  }));
  protected readonly groups = computed(() =>
    this.groupPage.hasValue() ? this.groupPage.value().items : [],
  );
  protected readonly students = computed(() =>
    this.memberPage.hasValue()
      ? this.memberPage
          .value()
          .items.filter(({ role }) => role === 'student')
          .map(({ id, givenName, familyName }) => ({
            id,
            name: `${givenName} ${familyName}`.trim(),
          }))
      : [],
  );

  protected readonly adding = signal<'extension' | 'time' | null>(null);
  protected readonly who = signal('');
  protected readonly until = signal('');
  protected readonly minutes = signal('');
  protected readonly reason = signal('');
  protected readonly incomplete = signal(false);
  protected readonly sending = signal(false);
  protected readonly failure = signal<unknown>(undefined);

  protected begin(what: 'extension' | 'time' | null): void {
    this.adding.set(what);
    for (const field of [this.who, this.until, this.minutes, this.reason]) field.set('');
    this.incomplete.set(false);
    this.failure.set(undefined);
  }

  protected async give(event: Event): Promise<void> {
    event.preventDefault();
    if (this.sending()) return;
    const id = this.who();
    const until = instantOf(this.until(), this.zone());
    const seconds = Math.round(Number(this.minutes().replace(',', '.')) * 60);
    const extension = this.adding() === 'extension';
    const right = id !== '' && (extension ? until !== undefined : seconds > 0 && seconds <= 86_400);
    this.incomplete.set(!right);
    if (!right) return;
    this.sending.set(true);
    this.failure.set(undefined);
    try {
      if (extension) await this.extend(id, until ?? null, this.reason().trim());
      else await this.addTime(id, seconds, this.reason().trim());
      this.begin(null);
    } catch (thrown) {
      this.failure.set(thrown);
    } finally {
      this.sending.set(false);
    }
  }

  protected async endExtension(groupId: string, until: string, reason: string): Promise<void> {
    if (await this.toast.attempt(() => this.extend(groupId, null, reason)))
      this.toast.offerUndo('quizStaff.allowances.takenBack', {}, () =>
        this.extend(groupId, until, reason),
      );
  }

  protected async endTime(memberId: string, seconds: number, reason: string): Promise<void> {
    if (await this.toast.attempt(() => this.addTime(memberId, 0, reason)))
      this.toast.offerUndo('quizStaff.allowances.takenBack', {}, () =>
        this.addTime(memberId, seconds, reason),
      );
  }

  private async extend(groupId: string, until: string | null, reason: string): Promise<void> {
    this.page.set(
      await this.api.send(quizRoutes.extend, {
        params: { ...this.place(), groupId },
        body: { until, reason },
      }),
    );
  }

  private async addTime(memberId: string, seconds: number, reason: string): Promise<void> {
    this.page.set(
      await this.api.send(quizRoutes.extraTime, {
        params: { ...this.place(), memberId },
        body: { seconds, reason },
      }),
    );
  }
}
