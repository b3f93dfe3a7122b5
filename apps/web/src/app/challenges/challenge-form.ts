import { Component, computed, inject, input, linkedSignal, output, signal } from '@angular/core';
import { FormField, form, max, maxLength, min } from '@angular/forms/signals';
import { MatButton } from '@angular/material/button';
import { MatCheckbox } from '@angular/material/checkbox';
import { MatError, MatFormField, MatHint, MatLabel, MatSuffix } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { MatRadioButton, MatRadioGroup } from '@angular/material/radio';
import { MatOption, MatSelect } from '@angular/material/select';
import { TranslocoDirective } from '@jsverse/transloco';

import { type Challenge, Openness, groupRoutes } from '@holdout/contracts';

import { Api } from '../core/api';
import { CurrentCourse } from '../core/current-course';
import { FieldFault } from '../ui/field-fault';
import { Notice } from '../ui/notice';
import { ChallengeBrief } from './challenge-brief';
import { type ChallengeDraft, draftFaults, lockedIn } from './challenge-draft';
import { TargetFields } from './target-fields';

/** All that an instructor decides of a challenge; of a published one the fixed part is shown with the reason. */
@Component({
  selector: 'app-challenge-form',
  imports: [
    ChallengeBrief,
    FieldFault,
    FormField,
    MatButton,
    MatCheckbox,
    MatError,
    MatFormField,
    MatHint,
    MatInput,
    MatLabel,
    MatOption,
    MatRadioButton,
    MatRadioGroup,
    MatSelect,
    MatSuffix,
    Notice,
    TargetFields,
    TranslocoDirective,
  ],
  templateUrl: './challenge-form.html',
  styleUrl: './challenge-form.scss',
})
export class ChallengeForm {
  protected readonly course = inject(CurrentCourse);

  readonly draft = input.required<ChallengeDraft>();
  /** The challenge as it is, unless it is new. */
  readonly challenge = input<Challenge>();
  readonly sending = input(false);
  readonly saved = output<ChallengeDraft>();
  readonly cancelled = output();

  protected readonly opennesses = Openness.options;
  protected readonly locked = computed(() => lockedIn(this.challenge()?.state ?? 'draft'));
  protected readonly zone = computed(() => this.course.course()?.timeZone ?? 'UTC');
  private readonly model = linkedSignal(() => this.draft());
  protected readonly fields = form(this.model, (path) => {
    maxLength(path.title, 200);
    maxLength(path.description, 20_000);
    min(path.quotaPerDay, 1);
    max(path.quotaPerDay, 100);
    min(path.finals, 1);
    max(path.finals, 10);
    min(path.cpuSeconds, 1);
    max(path.cpuSeconds, 3600);
    min(path.memoryMiB, 128);
    max(path.memoryMiB, 16_384);
  });

  protected readonly groups = inject(Api).read(groupRoutes.list, () => ({
    params: { courseId: this.course.id() },
  }));
  protected readonly groupList = computed(() =>
    this.groups.hasValue() ? this.groups.value().items : [],
  );

  private readonly tried = signal(false);
  /** Told from the first attempt on, and then as they are mended. */
  protected readonly faults = computed(() =>
    this.tried() ? draftFaults(this.model(), this.zone(), this.locked().fixed) : [],
  );

  protected save(event: Event): void {
    event.preventDefault();
    this.tried.set(true);
    this.fields().markAsTouched();
    if (this.faults().length > 0 || this.fields().invalid() || this.sending()) return;
    this.saved.emit(this.model());
  }
}
