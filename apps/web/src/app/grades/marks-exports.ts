import { Component, computed, inject, linkedSignal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatCheckbox } from '@angular/material/checkbox';
import { TranslocoDirective } from '@jsverse/transloco';

import { gradeFileRoutes } from '@holdout/contracts';

import { Api } from '../core/api';
import { CurrentCourse } from '../core/current-course';
import { Languages } from '../core/languages';

/** The gradebook as files: everything, as Canvas or Moodle take it, and the archive. */
@Component({
  selector: 'app-marks-exports',
  imports: [MatButton, MatCheckbox, TranslocoDirective],
  template: `
    <section *transloco="let t" aria-labelledby="out">
      <h2 id="out">{{ t('grades.files.out') }}</h2>
      <p class="muted prose">{{ t('grades.files.outLead') }}</p>
      <div class="row">
        <mat-checkbox [checked]="bom()" (change)="bom.set($event.checked)">{{
          t('grades.files.bom')
        }}</mat-checkbox>
        <mat-checkbox [checked]="semicolon()" (change)="semicolon.set($event.checked)">{{
          t('grades.files.semicolon')
        }}</mat-checkbox>
      </div>
      <div class="row">
        @for (link of links(); track link.name) {
          <a matButton="outlined" [href]="link.url" download>{{
            t('grades.files.formats.' + link.name)
          }}</a>
        }
      </div>
    </section>
  `,
  styles: `
    section {
      display: grid;
      gap: 12px;
    }
  `,
})
export class MarksExports {
  private readonly api = inject(Api);
  private readonly current = inject(CurrentCourse);
  private readonly languages = inject(Languages);
  /** Spreadsheets in Spanish read the comma as a decimal sign. */
  private readonly spanish = computed(() => this.languages.language() === 'es');
  protected readonly bom = linkedSignal(() => this.spanish());
  protected readonly semicolon = linkedSignal(() => this.spanish());
  protected readonly links = computed(() => {
    const params = { courseId: this.current.id() };
    const options = {
      ...(this.bom() ? { bom: 'true' } : {}),
      ...(this.semicolon() ? { delimiter: ';' as const } : {}),
    };
    const formats = (['full', 'canvas', 'moodle'] as const).map((format) => ({
      name: format,
      url: this.api.fileUrl(gradeFileRoutes.exportCsv, { params, query: { format, ...options } }),
    }));
    return [
      ...formats,
      { name: 'archive', url: this.api.fileUrl(gradeFileRoutes.archive, { params }) },
    ];
  });
}
