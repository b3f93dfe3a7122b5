import { Component, computed, inject, signal } from '@angular/core';
import { FormField, form, maxLength, required, submit } from '@angular/forms/signals';
import { MatButton } from '@angular/material/button';
import { MatError, MatFormField, MatHint, MatInput, MatLabel } from '@angular/material/input';
import { MatOption, MatSelect } from '@angular/material/select';
import { Router, RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';

import { courseRoutes } from '@holdout/contracts';

import { Api } from '../core/api';
import { Session } from '../core/session';
import { TIME_ZONES } from '../core/zones';
import { FieldFault } from '../ui/field-fault';
import { NoPermission } from '../ui/no-permission';
import { PageHeader } from '../ui/page-header';
import { TroubleNotice } from '../ui/trouble-notice';
import type { ModuleDraft } from './module-drafts';
import { ModuleFields, moduleRules } from './module-fields';

/** A course from nothing: its name, its zone and, if one likes, its modules already. */
@Component({
  selector: 'app-course-creation',
  imports: [
    FieldFault,
    FormField,
    MatButton,
    MatError,
    MatFormField,
    MatHint,
    MatInput,
    MatLabel,
    MatOption,
    MatSelect,
    ModuleFields,
    NoPermission,
    PageHeader,
    RouterLink,
    TranslocoDirective,
    TroubleNotice,
  ],
  templateUrl: './course-creation.html',
})
export class CourseCreation {
  private readonly api = inject(Api);
  private readonly router = inject(Router);
  private readonly session = inject(Session);
  protected readonly zones = TIME_ZONES;
  protected readonly allowed = computed(() => {
    const account = this.session.account();
    return account?.mayCreateCourses === true || account?.administrator === true;
  });

  private readonly model = signal({
    title: '',
    programme: '',
    term: '',
    timeZone: 'America/Bogota',
    modules: [] as ModuleDraft[],
  });
  protected readonly fields = form(this.model, (path) => {
    required(path.title);
    maxLength(path.title, 200);
    maxLength(path.programme, 200);
    maxLength(path.term, 40);
    required(path.timeZone);
    moduleRules(path.modules);
  });
  protected readonly trouble = signal<unknown>(undefined);
  protected readonly busy = signal(false);

  protected async create(event: Event): Promise<void> {
    event.preventDefault();
    if (this.busy()) return;
    this.trouble.set(undefined);
    await submit(this.fields, async () => {
      this.busy.set(true);
      const { modules, ...course } = this.model();
      try {
        const { id } = await this.api.send(courseRoutes.create, {
          body: {
            ...course,
            modules: modules.map(({ number, title, links }) => ({ number, title, links })),
          },
        });
        await this.router.navigate(['/courses', id]);
      } catch (thrown) {
        this.trouble.set(thrown);
      } finally {
        this.busy.set(false);
      }
    });
  }
}
