import { Component, Service, inject } from '@angular/core';
import { MatButton } from '@angular/material/button';
import {
  MAT_DIALOG_DATA,
  MatDialog,
  MatDialogActions,
  MatDialogClose,
  MatDialogContent,
  MatDialogTitle,
} from '@angular/material/dialog';
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

@Component({
  selector: 'app-confirm',
  imports: [
    MatButton,
    MatDialogActions,
    MatDialogClose,
    MatDialogContent,
    MatDialogTitle,
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
      </mat-dialog-content>
      <mat-dialog-actions align="end">
        <button matButton type="button" cdkFocusInitial [matDialogClose]="false">
          {{ t('ui.cancel') }}
        </button>
        <button
          matButton="filled"
          type="button"
          [class.grave]="question.grave"
          [matDialogClose]="true"
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
    .grave {
      --mat-button-filled-container-color: var(--mat-sys-error);
      --mat-button-filled-label-text-color: var(--mat-sys-on-error);
    }
  `,
})
class ConfirmDialog {
  protected readonly question = inject<Question>(MAT_DIALOG_DATA);
}

/** Asks before a deed that loses something. Escape and a click beside it mean no. */
@Service()
export class Confirm {
  private readonly dialog = inject(MatDialog);

  async ask(question: Question): Promise<boolean> {
    const shown = this.dialog.open<ConfirmDialog, Question, boolean>(ConfirmDialog, {
      data: question,
      role: 'alertdialog',
      maxWidth: 'min(560px, 92vw)',
    });
    return (await firstValueFrom(shown.afterClosed())) === true;
  }
}
