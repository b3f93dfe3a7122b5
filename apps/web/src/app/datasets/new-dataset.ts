import { Component, inject, signal } from '@angular/core';
import { Router } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';

import { datasetRoutes } from '@holdout/contracts';

import { Api } from '../core/api';
import { CurrentCourse } from '../core/current-course';
import { NoPermission } from '../ui/no-permission';
import { PageHeader } from '../ui/page-header';
import { TroubleNotice } from '../ui/trouble-notice';
import { DatasetFields, type DatasetTexts } from './dataset-fields';

/** Begins a dataset; its file is uploaded on its own page. */
@Component({
  selector: 'app-new-dataset',
  imports: [DatasetFields, NoPermission, PageHeader, TranslocoDirective, TroubleNotice],
  template: `
    <div class="stack" *transloco="let t">
      <app-page-header
        [title]="t('datasets.new.title')"
        [lead]="t('datasets.new.lead')"
        [crumbs]="[{ text: t('datasets.title'), link: ['/courses', course.id(), 'datasets'] }]"
      />
      @if (course.instructor()) {
        <app-dataset-fields
          [deed]="t('datasets.new.create')"
          [sending]="sending()"
          (saved)="create($event)"
          (cancelled)="leave()"
        >
          <app-trouble-notice [error]="failure()" />
        </app-dataset-fields>
      } @else {
        <app-no-permission of="instructor" />
      }
    </div>
  `,
})
export class NewDataset {
  private readonly api = inject(Api);
  private readonly router = inject(Router);
  protected readonly course = inject(CurrentCourse);

  protected readonly sending = signal(false);
  protected readonly failure = signal<unknown>(undefined);

  protected async create(texts: DatasetTexts): Promise<void> {
    this.sending.set(true);
    this.failure.set(undefined);
    try {
      const { id } = await this.api.send(datasetRoutes.create, {
        params: { courseId: this.course.id() },
        body: texts,
      });
      await this.router.navigate(['/courses', this.course.id(), 'datasets', id]);
    } catch (thrown) {
      this.failure.set(thrown);
    } finally {
      this.sending.set(false);
    }
  }

  protected leave(): void {
    void this.router.navigate(['/courses', this.course.id(), 'datasets']);
  }
}
