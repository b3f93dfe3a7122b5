import { Component, computed, inject, input, linkedSignal, output, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatFormField, MatHint, MatLabel } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { TranslocoDirective } from '@jsverse/transloco';

import {
  type Presentation,
  type PresentationSession,
  presentationRoutes,
} from '@holdout/contracts';

import { instantOf, localTime } from '../challenges/zoned-time';
import { Api } from '../core/api';
import { Clock } from '../core/clock';
import { CurrentCourse } from '../core/current-course';
import { Notice } from '../ui/notice';
import { TroubleNotice } from '../ui/trouble-notice';

/** When and where groups present, and how many of them. */
@Component({
  selector: 'app-session-form',
  imports: [
    MatButton,
    MatFormField,
    MatHint,
    MatInput,
    MatLabel,
    Notice,
    TranslocoDirective,
    TroubleNotice,
  ],
  template: `
    <form class="stack" *transloco="let t" (submit)="save($event, place.value, slots.value)">
      <div class="row">
        <mat-form-field subscriptSizing="dynamic">
          <mat-label>{{ t('presentations.startsAt') }}</mat-label>
          <input
            #starts
            matInput
            required
            type="datetime-local"
            [value]="local()"
            (input)="local.set(starts.value)"
          />
          <mat-hint>{{ t('presentations.zoneHint', { zone: zone() }) }}</mat-hint>
        </mat-form-field>
        <mat-form-field subscriptSizing="dynamic">
          <mat-label>{{ t('presentations.place') }}</mat-label>
          <input
            #place
            matInput
            required
            maxlength="500"
            autocomplete="off"
            [value]="session()?.place ?? ''"
          />
        </mat-form-field>
        <mat-form-field subscriptSizing="dynamic">
          <mat-label>{{ t('presentations.slots') }}</mat-label>
          <input
            #slots
            matInput
            required
            type="number"
            min="1"
            max="60"
            [value]="session()?.slots?.length ?? many()"
          />
        </mat-form-field>
      </div>
      @if (past()) {
        <app-notice tone="look">{{ t('presentations.past') }}</app-notice>
      }
      <app-trouble-notice [error]="trouble()" />
      <div class="row">
        <button matButton="outlined" type="submit">
          {{ t(sending() ? 'ui.saving' : 'ui.save') }}
        </button>
        <button matButton type="button" (click)="cancelled.emit()">{{ t('ui.cancel') }}</button>
      </div>
    </form>
  `,
})
export class SessionForm {
  private readonly api = inject(Api);
  private readonly clock = inject(Clock);
  private readonly current = inject(CurrentCourse);

  readonly presentation = input.required<Presentation>();
  /** Undefined: a new one. */
  readonly session = input<PresentationSession>();
  readonly saved = output();
  readonly cancelled = output();

  protected readonly zone = computed(() => this.current.course()?.timeZone ?? 'UTC');
  protected readonly many = computed(() => Math.max(1, this.presentation().waiting.length));
  protected readonly local = linkedSignal(() => {
    const session = this.session();
    return session ? localTime(session.startsAt, this.zone()).slice(0, 16) : '';
  });
  protected readonly past = computed(() => {
    const at = instantOf(this.local(), this.zone());
    return at !== undefined && Date.parse(at) < this.clock.now();
  });
  protected readonly trouble = signal<unknown>(undefined);
  protected readonly sending = signal(false);

  protected async save(event: Event, place: string, slots: string): Promise<void> {
    event.preventDefault();
    const startsAt = instantOf(this.local(), this.zone());
    if (startsAt === undefined || this.sending()) return;
    this.sending.set(true);
    this.trouble.set(undefined);
    const body = { startsAt, place, slots: Number(slots) };
    const params = { courseId: this.current.id(), presentationId: this.presentation().id };
    const before = this.session();
    try {
      if (before)
        await this.api.send(presentationRoutes.changeSession, {
          params: { ...params, sessionId: before.id },
          body,
        });
      else await this.api.send(presentationRoutes.addSession, { params, body });
      this.saved.emit();
    } catch (thrown) {
      this.trouble.set(thrown);
    } finally {
      this.sending.set(false);
    }
  }
}
