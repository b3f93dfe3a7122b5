import { Component, Service, inject, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import {
  MAT_DIALOG_DATA,
  MatDialog,
  MatDialogActions,
  MatDialogClose,
  MatDialogContent,
  MatDialogTitle,
} from '@angular/material/dialog';
import { MatFormField, MatLabel } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { TranslocoDirective } from '@jsverse/transloco';
import { firstValueFrom } from 'rxjs';

export interface Question {
  /** Texts as the reader reads them: translate before asking. */
  readonly title: string;
  /** What happens, in a sentence. */
  readonly text?: string;
  /** What will be lost or cannot be taken back, one line each. */
  readonly losses?: readonly string[];
  /** The deed, as its button says it: “Eliminar el grupo”, never “Sí”. */
  readonly deed: string;
  readonly grave?: boolean;
}

interface Why {
  /** What the field asks for: “Motivo”. */
  readonly label: string;
}

@Component({
  selector: 'app-confirm',
  imports: [
    MatButton,
    MatDialogActions,
    MatDialogClose,
    MatDialogContent,
    MatDialogTitle,
    MatFormField,
    MatInput,
    MatLabel,
    TranslocoDirective,
  ],
  template: `
    <ng-container *transloco="let t">
      <h2 matDialogTitle>{{ question.title }}</h2>
      <mat-dialog-content>
        @if (question.text) {
          <p>{{ question.text }}</p>
        }
        @if (question.losses?.length) {
          <ul>
            @for (loss of question.losses; track $index) {
              <li>{{ loss }}</li>
            }
          </ul>
        }
        @if (why; as asked) {
          <mat-form-field class="why">
            <mat-label>{{ asked.label }}</mat-label>
            <textarea
              matInput
              required
              rows="3"
              maxlength="1000"
              cdkFocusInitial
              [value]="reason()"
              (input)="reason.set(field.value)"
              #field
            ></textarea>
          </mat-form-field>
        }
      </mat-dialog-content>
      <mat-dialog-actions align="end">
        <button matButton type="button" cdkFocusInitial [matDialogClose]="undefined">
          {{ t('ui.cancel') }}
        </button>
        <button
          matButton="filled"
          type="button"
          [class.grave]="question.grave"
          [disabled]="why && reason().trim() === ''"
          [matDialogClose]="reason().trim()"
        >
          {{ question.deed }}
        </button>
      </mat-dialog-actions>
    </ng-container>
  `,
  styles: `
    ul {
      margin-top: 8px;
      padding-inline-start: 20px;
    }
    .why {
      width: 100%;
      margin-top: 8px;
    }
    .grave {
      --mat-button-filled-container-color: var(--mat-sys-error);
      --mat-button-filled-label-text-color: var(--mat-sys-on-error);
    }
  `,
})
class ConfirmDialog {
  protected readonly question = inject<Asked>(MAT_DIALOG_DATA);
  protected readonly why = this.question.why;
  protected readonly reason = signal('');
}

type Asked = Question & { readonly why?: Why };

/** Asks before a deed that loses something. Escape and a click beside it mean no. */
@Service()
export class Confirm {
  private readonly dialog = inject(MatDialog);

  async ask(question: Question): Promise<boolean> {
    return (await this.answerTo(question)) !== undefined;
  }

  /** The same for a deed that needs a reason; undefined for no. */
  async reason(question: Question & { readonly why: Why }): Promise<string | undefined> {
    return this.answerTo(question);
  }

  private async answerTo(question: Asked): Promise<string | undefined> {
    const shown = this.dialog.open<ConfirmDialog, Asked, string>(ConfirmDialog, {
      data: question,
      role: 'alertdialog',
      maxWidth: 'min(560px, 92vw)',
    });
    const answer = await firstValueFrom(shown.afterClosed());
    return typeof answer === 'string' && (question.why === undefined || answer !== '')
      ? answer
      : undefined;
  }
}
