import { Component, computed, effect, inject, signal, untracked } from '@angular/core';
import { FormField, form, maxLength, required, submit } from '@angular/forms/signals';
import { MatButton } from '@angular/material/button';
import { MatCheckbox } from '@angular/material/checkbox';
import { MatError, MatFormField, MatHint, MatInput, MatLabel } from '@angular/material/input';
import { MatOption, MatSelect } from '@angular/material/select';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';

import { type Course, MatrixOrientation, Scale, courseRoutes } from '@holdout/contracts';

import { Api } from '../core/api';
import { CurrentCourse } from '../core/current-course';
import { TIME_ZONES } from '../core/zones';
import { Confirm } from '../ui/confirm';
import { FieldFault } from '../ui/field-fault';
import { NoPermission } from '../ui/no-permission';
import { Notice } from '../ui/notice';
import { PageHeader } from '../ui/page-header';
import { Toast } from '../ui/toast';
import { TroubleNotice } from '../ui/trouble-notice';
import { draftsOf, type ModuleDraft } from './module-drafts';
import { ModuleFields, moduleRules } from './module-fields';

/** What the instructor may turn, the modules, and putting the course away. */
@Component({
  selector: 'app-course-settings',
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
    ModuleFields,
    NoPermission,
    Notice,
    PageHeader,
    TranslocoDirective,
    TroubleNotice,
  ],
  templateUrl: './course-settings.html',
})
export class CourseSettings {
  private readonly api = inject(Api);
  private readonly toast = inject(Toast);
  private readonly confirm = inject(Confirm);
  private readonly transloco = inject(TranslocoService);
  protected readonly current = inject(CurrentCourse);
  protected readonly zones = TIME_ZONES;
  protected readonly scales = Scale.options;
  protected readonly orientations = MatrixOrientation.options;
  protected readonly archived = computed(() => this.current.course()?.archivedAt ?? null);

  private readonly model = signal(settingsOf(undefined));
  protected readonly fields = form(this.model, (path) => {
    required(path.title);
    maxLength(path.title, 200);
    maxLength(path.programme, 200);
    maxLength(path.term, 40);
  });
  private readonly drafts = signal({ modules: [] as ModuleDraft[] });
  protected readonly modules = form(this.drafts, (path) => {
    moduleRules(path.modules);
  });
  protected readonly trouble = signal<unknown>(undefined);
  protected readonly modulesTrouble = signal<unknown>(undefined);

  constructor() {
    effect(() => {
      const course = this.current.course();
      if (!course) return;
      untracked(() => {
        // What is being written in one part stays while the other is saved.
        if (!this.fields().dirty()) this.model.set(settingsOf(course));
        if (!this.modules().dirty()) this.drafts.set({ modules: draftsOf(course.modules) });
      });
    });
  }

  protected async save(event: Event): Promise<void> {
    event.preventDefault();
    this.trouble.set(undefined);
    await submit(this.fields, async () => {
      try {
        await this.update(this.model());
        this.fields().reset();
        this.toast.say('ui.saved');
      } catch (thrown) {
        this.trouble.set(thrown);
      }
    });
  }

  protected async saveModules(event: Event): Promise<void> {
    event.preventDefault();
    this.modulesTrouble.set(undefined);
    await submit(this.modules, async () => {
      try {
        await this.api.send(courseRoutes.putModules, {
          params: { courseId: this.current.id() },
          body: {
            items: this.drafts().modules.map(({ id, ...module }) => ({
              ...module,
              ...(id !== '' && { id }),
            })),
          },
        });
        this.modules().reset();
        this.current.reload();
        this.toast.say('ui.saved');
      } catch (thrown) {
        this.modulesTrouble.set(thrown);
      }
    });
  }

  protected async archive(): Promise<void> {
    const t = (key: string) => this.transloco.translate(`courses.settings.archive.${key}`);
    const sure = await this.confirm.ask({ title: t('ask'), text: t('text'), deed: t('deed') });
    if (!sure) return;
    const done = await this.toast.attempt(() => this.update({ archived: true }));
    if (done)
      this.toast.offerUndo('courses.settings.archive.done', {}, () =>
        this.update({ archived: false }),
      );
  }

  protected async restore(): Promise<void> {
    await this.toast.attempt(() => this.update({ archived: false }));
  }

  private async update(
    body: Partial<ReturnType<typeof settingsOf>> & { archived?: boolean },
  ): Promise<void> {
    await this.api.send(courseRoutes.update, { params: { courseId: this.current.id() }, body });
    this.current.reload();
  }
}

const UNKNOWN = {
  title: '',
  programme: '',
  term: '',
  timeZone: 'America/Bogota',
  scale: '0-5',
  pseudonyms: false,
  groupsOpen: false,
  matrixOrientation: 'rows-model',
} as const satisfies Partial<Course>;

function settingsOf(course: Course | undefined) {
  const {
    title,
    programme,
    term,
    timeZone,
    scale,
    pseudonyms,
    groupsOpen,
    matrixOrientation,
  }: Pick<Course, keyof typeof UNKNOWN> = course ?? UNKNOWN;
  return { title, programme, term, timeZone, scale, pseudonyms, groupsOpen, matrixOrientation };
}
