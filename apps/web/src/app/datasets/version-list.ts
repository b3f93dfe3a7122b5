import { Component, computed, inject, input } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';

import { type Dataset, type DatasetVersion, datasetRoutes } from '@holdout/contracts';

import { Api } from '../core/api';
import { CurrentCourse } from '../core/current-course';
import { Icon } from '../ui/icon';
import { NumberPipe } from '../ui/number-pipe';
import { When } from '../ui/when';
import { newestFirst } from './version-state';
import { VERSION_TONES } from './version-tone';

/** The versions of a dataset, newest first; the one on the page is marked. */
@Component({
  selector: 'app-version-list',
  imports: [Icon, MatButton, NumberPipe, RouterLink, TranslocoDirective, When],
  template: `
    <div
      *transloco="let t"
      class="table-wrap"
      tabindex="0"
      role="region"
      [attr.aria-label]="t('datasets.view.versions')"
    >
      <table class="data">
        <thead>
          <tr>
            <th scope="col" class="number">{{ t('datasets.version.number') }}</th>
            <th scope="col">{{ t('datasets.version.state') }}</th>
            <th scope="col">{{ t('datasets.version.file') }}</th>
            <th scope="col" class="number">{{ t('datasets.version.rows') }}</th>
            <th scope="col" class="number">{{ t('datasets.version.columns') }}</th>
            <th scope="col">{{ t('datasets.version.uploaded') }}</th>
            @if (course.instructor()) {
              <th scope="col">
                <span class="visually-hidden">{{ t('datasets.version.original') }}</span>
              </th>
            }
          </tr>
        </thead>
        <tbody>
          @for (version of versions(); track version.id) {
            <tr [class.mine]="version.id === shown().id">
              <td class="number">
                <a
                  routerLink="."
                  [queryParams]="{ version: version.number }"
                  [attr.aria-current]="version.id === shown().id ? 'true' : null"
                  >{{ version.number }}</a
                >
              </td>
              <td>
                <span class="tag" [class]="tones[version.state]">{{
                  t('datasets.state.' + version.state)
                }}</span>
              </td>
              <td>
                <span class="file">{{ version.filename }}</span>
                <span class="small"> {{ version.bytes | number: { style: 'bytes' } }}</span>
              </td>
              <td class="number">{{ version.rows | number }}</td>
              <td class="number">{{ version.columns.length || null | number }}</td>
              <td><app-when [instant]="version.createdAt" /></td>
              @if (course.instructor()) {
                <td>
                  <a matButton [href]="original(version)" download>
                    <app-icon name="download" />
                    {{ t('datasets.version.original') }}
                  </a>
                </td>
              }
            </tr>
          }
        </tbody>
      </table>
    </div>
  `,
  styles: `
    .file {
      overflow-wrap: anywhere;
    }
    td:nth-child(3) {
      min-width: 10rem;
    }
  `,
})
export class VersionList {
  private readonly api = inject(Api);
  protected readonly course = inject(CurrentCourse);
  readonly dataset = input.required<Dataset>();
  readonly shown = input.required<DatasetVersion>();

  protected readonly tones = VERSION_TONES;
  protected readonly versions = computed(() => newestFirst(this.dataset().versions));

  protected original({ id }: DatasetVersion): string {
    return this.api.fileUrl(datasetRoutes.original, {
      params: { courseId: this.course.id(), datasetId: this.dataset().id, versionId: id },
    });
  }
}
