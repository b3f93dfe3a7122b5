import {
  Component,
  type ElementRef,
  inject,
  input,
  output,
  signal,
  viewChild,
} from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatFormField, MatHint, MatLabel } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { TranslocoDirective } from '@jsverse/transloco';

import { questionBankRoutes } from '@holdout/contracts';

import { Api } from '../core/api';
import { CurrentCourse } from '../core/current-course';
import { Icon } from '../ui/icon';
import { TroubleNotice } from '../ui/trouble-notice';
import type { Gap } from './content-draft';
import { PlacedFaults } from './placed-faults';
import { QuestionDraft } from './question-draft';

const KINDS: readonly Gap['kind'][] = ['short_text', 'numeric', 'choice'];

export interface GapPut {
  readonly id: string;
  readonly kind: Gap['kind'];
  /** With the gap in it. */
  readonly text: string;
}

/** What a question says; images and gaps go in where the caret is. */
@Component({
  selector: 'app-question-text',
  imports: [
    Icon,
    MatButton,
    MatFormField,
    MatHint,
    MatInput,
    MatLabel,
    PlacedFaults,
    TranslocoDirective,
    TroubleNotice,
  ],
  template: `
    <div class="part" *transloco="let t">
      <mat-form-field subscriptSizing="dynamic">
        <mat-label>{{ t('questions.editor.text') }}</mat-label>
        <textarea
          #area
          matInput
          rows="6"
          maxlength="20000"
          [value]="text()"
          (input)="changed.emit(area.value)"
        ></textarea>
        <mat-hint>{{ t('questions.editor.textHint') }}</mat-hint>
      </mat-form-field>
      <app-placed-faults at="text" />
      <div class="row" role="group" [attr.aria-label]="t('questions.editor.insert')">
        @if (nextGap(); as id) {
          @for (kind of kinds; track kind) {
            <button matButton="outlined" type="button" (click)="putGap(id, kind)">
              <app-icon name="plus" />
              {{ t('questions.editor.gap.put.' + kind) }}
            </button>
          }
        }
        <input
          #file
          hidden
          type="file"
          accept="image/png,image/jpeg,image/gif,image/webp"
          (change)="putImage(file)"
        />
        <button matButton="outlined" type="button" (click)="file.click()">
          <app-icon name="upload" />
          {{ t(busy() ? 'questions.editor.image.coming' : 'questions.editor.image.put') }}
        </button>
      </div>
      <p class="small muted">{{ t('questions.editor.image.hint') }}</p>
      <app-trouble-notice [error]="trouble()" />
    </div>
  `,
  styleUrl: './rows.scss',
})
export class QuestionText {
  private readonly api = inject(Api);
  private readonly course = inject(CurrentCourse);
  private readonly draft = inject(QuestionDraft);
  private readonly area = viewChild.required<ElementRef<HTMLTextAreaElement>>('area');
  readonly text = input.required<string>();
  /** The name that the next gap gets; null where the text has none. */
  readonly nextGap = input<string | null>(null);
  readonly changed = output<string>();
  readonly gapPut = output<GapPut>();
  protected readonly kinds = KINDS;
  protected readonly busy = signal(false);
  protected readonly trouble = signal<unknown>(undefined);

  protected putGap(id: string, kind: Gap['kind']): void {
    this.gapPut.emit({ id, kind, text: this.put(`[[${id}]]`) });
  }

  /** What the image shows is for its author to say: the name of the file stands selected in its place. */
  protected async putImage(field: HTMLInputElement): Promise<void> {
    const file = field.files?.[0];
    const bankId = this.draft.bankId();
    field.value = '';
    if (!file || bankId === undefined) return;
    this.busy.set(true);
    this.trouble.set(undefined);
    try {
      const params = { courseId: this.course.id(), bankId };
      const image = await this.api.upload(questionBankRoutes.addImage, { params, file }).done;
      if (image)
        this.changed.emit(this.put(image.markdown, /^!\[(.*?)\]/.exec(image.markdown)?.[1]));
    } catch (thrown) {
      this.trouble.set(thrown);
    } finally {
      this.busy.set(false);
    }
  }

  /** Writes at the caret, over what is selected; answers the whole text. */
  private put(piece: string, selected = ''): string {
    const area = this.area().nativeElement;
    const from = area.selectionStart;
    area.setRangeText(piece, from, area.selectionEnd, 'end');
    area.focus();
    if (selected !== '')
      area.setSelectionRange(
        from + piece.indexOf(selected),
        from + piece.indexOf(selected) + selected.length,
      );
    return area.value;
  }
}
