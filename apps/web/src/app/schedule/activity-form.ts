import {
  Component,
  computed,
  effect,
  inject,
  input,
  output,
  signal,
  untracked,
} from '@angular/core';
import { FormField, form, maxLength, required } from '@angular/forms/signals';
import { MatButton } from '@angular/material/button';
import { MatCheckbox } from '@angular/material/checkbox';
import { MatError, MatFormField, MatHint, MatLabel } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { MatOption, MatSelect } from '@angular/material/select';
import { TranslocoDirective } from '@jsverse/transloco';

import { type Activity, ActivityType, quizRoutes, scheduleRoutes } from '@holdout/contracts';

import { localTime } from '../challenges/zoned-time';
import { Api } from '../core/api';
import { CurrentCourse } from '../core/current-course';
import { Refusal } from '../core/refusal';
import { FieldFault } from '../ui/field-fault';
import { Notice } from '../ui/notice';
import { TroubleNotice } from '../ui/trouble-notice';
import { DayTexts } from './day-texts';

/** A new activity, or another wording or time of one. */
@Component({
  selector: 'app-activity-form',
  imports: [
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
    MatSelect,
    Notice,
    TranslocoDirective,
    TroubleNotice,
  ],
  templateUrl: './activity-form.html',
})
export class ActivityForm {
  private readonly api = inject(Api);
  private readonly current = inject(CurrentCourse);
  private readonly texts = inject(DayTexts);
  /** Undefined: a new one. */
  readonly activity = input<Activity>();
  /** Where a new one begins. */
  readonly day = input.required<string>();
  readonly saved = output<Activity>();
  readonly cancelled = output();

  protected readonly types = ActivityType.options;
  protected readonly zone = computed(() => this.current.course()?.timeZone ?? 'UTC');
  protected readonly modules = computed(() => this.current.course()?.modules ?? []);
  private readonly quizPage = this.api.read(quizRoutes.list, () => ({
    params: { courseId: this.current.id() },
  }));
  protected readonly quizzes = computed(() =>
    this.quizPage.hasValue() ? this.quizPage.value().items : [],
  );

  protected readonly model = signal(blank(''));
  protected readonly fields = form(this.model, (path) => {
    required(path.title);
    maxLength(path.title, 200);
    maxLength(path.lead, 200);
    maxLength(path.place, 200);
    maxLength(path.link, 2000);
    required(path.day, { when: ({ valueOf }) => valueOf(path.wholeDay) });
    required(path.starts, { when: ({ valueOf }) => !valueOf(path.wholeDay) });
    required(path.ends, { when: ({ valueOf }) => !valueOf(path.wholeDay) });
  });
  protected readonly sending = signal(false);
  protected readonly failure = signal<unknown>(undefined);
  /** The clocks show the hour twice: which is meant? */
  protected readonly repeated = computed(() => {
    const failure = this.failure();
    return (
      this.model().repeatedHour !== '' ||
      (failure instanceof Refusal && failure.faults.some(({ code }) => code === 'hour-repeated'))
    );
  });
  /** Past days are entered too, for the record; whoever does it by mistake is told. */
  protected readonly past = computed(() => {
    const { wholeDay, day, starts } = this.model();
    const given = wholeDay ? day : starts.slice(0, 10);
    return given !== '' && given < this.texts.today(this.zone());
  });

  constructor() {
    effect(() => {
      const [given, day, zone] = [this.activity(), this.day(), this.zone()];
      untracked(() => {
        this.model.set(given ? modelOf(given, zone) : blank(day));
      });
    });
  }

  protected async save(event: Event): Promise<void> {
    event.preventDefault();
    this.fields().markAsTouched();
    if (this.fields().invalid() || this.sending()) return;
    this.sending.set(true);
    this.failure.set(undefined);
    try {
      this.saved.emit(await this.send());
    } catch (thrown) {
      this.failure.set(thrown);
    } finally {
      this.sending.set(false);
    }
  }

  private send(): Promise<Activity> {
    const given = this.model();
    const body = {
      type: given.type,
      title: given.title,
      moduleId: given.moduleId === '' ? null : given.moduleId,
      lead: given.lead,
      place: given.place,
      link: given.link === '' ? null : given.link,
      quizId: given.quizId === '' ? null : given.quizId,
      when: given.wholeDay
        ? { day: given.day }
        : {
            starts: given.starts,
            ends: given.ends,
            repeatedHour: given.repeatedHour === '' ? null : given.repeatedHour,
          },
    };
    const courseId = this.current.id();
    const before = this.activity();
    return before
      ? this.api.send(scheduleRoutes.update, { params: { courseId, activityId: before.id }, body })
      : this.api.send(scheduleRoutes.create, { params: { courseId }, body });
  }
}

interface Model {
  readonly type: ActivityType;
  readonly title: string;
  readonly moduleId: string;
  readonly lead: string;
  readonly wholeDay: boolean;
  readonly day: string;
  readonly starts: string;
  readonly ends: string;
  readonly repeatedHour: '' | 'first' | 'second';
  readonly place: string;
  readonly link: string;
  readonly quizId: string;
}

function blank(day: string): Model {
  return {
    type: 'class',
    title: '',
    moduleId: '',
    lead: '',
    wholeDay: false,
    day,
    starts: `${day}T08:00`,
    ends: `${day}T10:00`,
    repeatedHour: '',
    place: '',
    link: '',
    quizId: '',
  };
}

function modelOf(given: Activity, zone: string): Model {
  const { type, title, lead, place, startsAt, endsAt } = given;
  const start = startsAt === null ? null : localTime(startsAt, zone).slice(0, 16);
  const day = given.day ?? start?.slice(0, 10) ?? '';
  return {
    ...blank(day),
    ...(start !== null && { starts: start }),
    ...(endsAt !== null && { ends: localTime(endsAt, zone).slice(0, 16) }),
    type,
    title,
    lead,
    place,
    wholeDay: given.day !== null,
    moduleId: given.module?.id ?? '',
    link: given.link ?? '',
    quizId: given.quiz?.id ?? '',
  };
}
