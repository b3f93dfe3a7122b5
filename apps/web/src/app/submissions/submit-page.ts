import { Component, DestroyRef, computed, inject, input, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatFormField, MatHint, MatLabel } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { Router, RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';

import {
  type Check,
  type ResponseOf,
  challengeRoutes,
  submissionRoutes as routes,
} from '@holdout/contracts';

import { Api, type Upload } from '../core/api';
import { CurrentCourse } from '../core/current-course';
import { Refusal } from '../core/refusal';
import { CopyButton } from '../ui/copy-button';
import { DropZone } from '../ui/drop-zone';
import { ErrorState } from '../ui/error-state';
import { FaultList } from '../ui/fault-list';
import { Icon } from '../ui/icon';
import { Notice } from '../ui/notice';
import { NumberPipe } from '../ui/number-pipe';
import { PageHeader } from '../ui/page-header';
import { Skeleton } from '../ui/skeleton';
import { TroubleNotice } from '../ui/trouble-notice';
import { UploadProgress } from '../ui/upload-progress';
import { archiveKind } from './archive-kind';
import { predictionColumns } from './prediction-columns';
import { QuotaLine } from './quota-line';

const ASK_MS = 400;

/** Hand in a model: choose the file, say what changed, send. What is wrong is told before it costs. */
@Component({
  selector: 'app-submit-page',
  imports: [
    CopyButton,
    DropZone,
    ErrorState,
    FaultList,
    Icon,
    MatButton,
    MatFormField,
    MatHint,
    MatInput,
    MatLabel,
    Notice,
    NumberPipe,
    PageHeader,
    QuotaLine,
    RouterLink,
    Skeleton,
    TranslocoDirective,
    TroubleNotice,
    UploadProgress,
  ],
  templateUrl: './submit-page.html',
  styleUrl: './submit-page.scss',
})
export class SubmitPage {
  private readonly api = inject(Api);
  private readonly router = inject(Router);
  protected readonly course = inject(CurrentCourse);

  readonly challengeId = input.required<string>();
  private readonly params = computed(() => ({
    courseId: this.course.id(),
    challengeId: this.challengeId(),
  }));
  protected readonly challenge = this.api.read(challengeRoutes.get, () => ({
    params: this.params(),
  }));
  private readonly list = this.api.read(routes.list, () => ({
    params: this.params(),
    query: { limit: 1 },
  }));
  protected readonly quota = computed(() =>
    this.list.hasValue() ? this.list.value().quota : null,
  );
  protected readonly crumbs = computed(() =>
    this.challenge.hasValue()
      ? [
          {
            text: this.challenge.value().title,
            link: ['/courses', this.course.id(), 'challenges', this.challengeId()],
          },
        ]
      : [],
  );

  /** What a predictions file holds, by the sample's own header. */
  protected readonly columns = computed(() =>
    this.challenge.hasValue() ? predictionColumns(this.challenge.value()).join(',') : '',
  );
  protected readonly sample = computed(() =>
    this.api.fileUrl(challengeRoutes.file, {
      params: { ...this.params(), name: 'sample_submission.csv' },
    }),
  );

  protected readonly file = signal<File | undefined>(undefined);
  /** Training rows predicted out of fold, beside a file of predictions. */
  protected readonly validation = signal<File | undefined>(undefined);
  protected readonly note = signal('');
  protected readonly upload = signal<
    Upload<ResponseOf<typeof routes.submit>> | Upload<Check> | undefined
  >(undefined);
  protected readonly trouble = signal<unknown>(undefined);
  /** How to send a saved model, when that was tried. */
  protected readonly recipe = computed(() => {
    const trouble = this.trouble();
    if (!(trouble instanceof Refusal) || trouble.code !== 'kind-unknown') return undefined;
    const { entry, example, format, export: without = '' } = trouble.facts;
    return typeof example === 'string'
      ? { entry, example, format, without: String(without) }
      : undefined;
  });
  /** The same for a retry of the same file: the server answers with what the first one made. */
  private key = crypto.randomUUID();

  /** Of the chosen file, by the code that would score it; nothing is sent. */
  protected readonly check = signal<Check | undefined>(undefined);
  protected readonly checking = computed(() => this.check()?.state === 'waiting');
  protected readonly tones = {
    waiting: 'info',
    taken: 'good',
    refused: 'bad',
    failed: 'look',
  } as const;
  /** Code is not looked at without running it. */
  protected readonly checkable = computed(() => /\.csv$/i.test(this.file()?.name ?? ''));
  private gone = false;

  constructor() {
    inject(DestroyRef).onDestroy(() => (this.gone = true));
  }

  protected pick(file: File): void {
    this.file.set(file);
    this.check.set(undefined);
    this.trouble.set(undefined);
    if (!this.checkable()) this.validation.set(undefined); // code writes its own
    this.key = crypto.randomUUID();
  }

  protected pickValidation(file: File | undefined): void {
    this.validation.set(file);
    this.trouble.set(undefined);
    this.key = crypto.randomUUID();
  }

  protected async send(): Promise<void> {
    const file = this.file();
    if (!file || this.upload()) return;
    this.trouble.set(undefined);
    const beside = this.validation();
    const kind = await archiveKind(file);
    const upload = this.api.upload(routes.submit, {
      params: this.params(),
      fields: { note: this.note(), ...(kind && { kind }) },
      file,
      ...(beside && { beside }),
      idempotencyKey: this.key,
    });
    this.upload.set(upload);
    try {
      const made = await upload.done;
      if (made) await this.router.navigate(['/courses', this.course.id(), 'submissions', made.id]);
    } catch (thrown) {
      this.trouble.set(thrown);
      this.list.reload();
    } finally {
      this.upload.set(undefined);
    }
  }

  protected async look(): Promise<void> {
    const file = this.file();
    if (!file || this.upload() || this.checking()) return;
    this.trouble.set(undefined);
    this.check.set(undefined);
    const upload = this.api.upload(routes.check, { params: this.params(), fields: {}, file });
    this.upload.set(upload);
    try {
      const begun = await upload.done;
      this.upload.set(undefined);
      if (begun) await this.follow(begun, file);
    } catch (thrown) {
      this.trouble.set(thrown);
      this.check.set(undefined);
    } finally {
      this.upload.set(undefined);
    }
  }

  /** Asks until it is known what was found, or another file was chosen. */
  private async follow(begun: Check, file: File): Promise<void> {
    let check = begun;
    for (;;) {
      if (this.gone || this.file() !== file) return;
      this.check.set(check);
      if (check.state !== 'waiting') return;
      await new Promise((later) => setTimeout(later, ASK_MS));
      const params = { courseId: this.course.id(), checkId: check.id };
      check = await this.api.send(routes.checked, { params });
    }
  }

  protected text(event: Event): string {
    return (event.target as HTMLTextAreaElement).value;
  }
}
