import { Component, computed, inject, input } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { DomSanitizer } from '@angular/platform-browser';
import { TranslocoDirective } from '@jsverse/transloco';

import { type PagePart, labRoutes } from '@holdout/contracts';

import { Api } from '../core/api';
import { CurrentCourse } from '../core/current-course';
import { ErrorState } from '../ui/error-state';
import { Markdown } from '../ui/markdown';
import { NotFound } from '../shell/not-found';
import { Notice } from '../ui/notice';
import { PageHeader } from '../ui/page-header';
import { Skeleton } from '../ui/skeleton';

/** A notebook or a text as a page; HTML in a frame in which nothing runs. */
@Component({
  selector: 'app-lab-file-page',
  imports: [
    ErrorState,
    Markdown,
    MatButton,
    NotFound,
    Notice,
    PageHeader,
    Skeleton,
    TranslocoDirective,
  ],
  templateUrl: './lab-file-page.html',
  styleUrl: './lab-file-page.scss',
})
export class LabFilePage {
  private readonly api = inject(Api);
  private readonly sanitizer = inject(DomSanitizer);
  private readonly current = inject(CurrentCourse);
  readonly labId = input.required<string>();
  readonly fileId = input.required<string>();

  private readonly place = computed(() => ({
    courseId: this.current.id(),
    labId: this.labId(),
    fileId: this.fileId(),
  }));
  protected readonly home = computed(() => ['/courses', this.current.id(), 'labs']);
  protected readonly list = this.api.read(labRoutes.list, () => ({
    params: { courseId: this.current.id() },
  }));
  protected readonly lab = computed(() =>
    this.list.hasValue()
      ? this.list.value().items.find(({ id }) => id === this.labId())
      : undefined,
  );
  protected readonly file = computed(() =>
    this.lab()?.files.find(({ id, shown }) => id === this.fileId() && shown),
  );
  private readonly html = computed(() => /\.html?$/i.test(this.file()?.name ?? ''));
  protected readonly page = this.api.read(labRoutes.page, () =>
    this.file() && !this.html() ? { params: this.place() } : undefined,
  );
  protected readonly address = computed(() =>
    this.api.fileUrl(labRoutes.file, { params: this.place() }),
  );
  protected readonly frame = computed(() =>
    this.html()
      ? // An address of ours, made from two ids.
        this.sanitizer.bypassSecurityTrustResourceUrl(
          this.api.fileUrl(labRoutes.frame, { params: this.place() }),
        )
      : undefined,
  );

  /** Without empty lines HTML is one block to the reader of Markdown, which takes out whatever could run. */
  protected blockOf({ text }: PagePart): string {
    return text.replaceAll(/\n\s*\n/g, '\n').trim();
  }
}
