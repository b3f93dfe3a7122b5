import { Component, Service, type Signal, computed, inject, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import {
  MAT_DIALOG_DATA,
  MatDialog,
  MatDialogActions,
  MatDialogContent,
  MatDialogRef,
  MatDialogTitle,
} from '@angular/material/dialog';
import { TranslocoDirective } from '@jsverse/transloco';

import { type Card, type Phase, type ProjectBoard, cardRoutes } from '@holdout/contracts';

import { Api } from '../core/api';
import { Toast } from '../ui/toast';
import { CardForm } from './card-form';
import { CardView } from './card-view';

interface OfBoard {
  readonly courseId: string;
  readonly groupId: string;
}

interface Shown {
  readonly of: OfBoard;
  /** undefined: a new one, of this phase. */
  readonly cardId: string | undefined;
  readonly phase: Phase | undefined;
  readonly board: Signal<ProjectBoard | undefined>;
  readonly reload: () => void;
}

/** One card, whole: read, ticked, commented and written. It follows what others write meanwhile. */
@Component({
  selector: 'app-card-dialog',
  imports: [
    CardForm,
    CardView,
    MatButton,
    MatDialogActions,
    MatDialogContent,
    MatDialogTitle,
    TranslocoDirective,
  ],
  template: `
    <ng-container *transloco="let t">
      <h2 matDialogTitle>{{ card()?.title ?? t(shown.cardId ? 'board.gone' : 'board.new') }}</h2>
      @if (board(); as board) {
        <mat-dialog-content>
          @if (writing()) {
            <app-card-form
              [of]="shown.of"
              [card]="card()"
              [phase]="shown.phase"
              [board]="board"
              (saved)="saved()"
              (left)="leave()"
              (overtaken)="shown.reload()"
            />
          } @else if (card(); as card) {
            <app-card-view
              [of]="shown.of"
              [card]="card"
              [board]="board"
              (changed)="shown.reload()"
            />
          } @else {
            <p>{{ t('board.goneText') }}</p>
          }
        </mat-dialog-content>
        @if (!writing()) {
          <mat-dialog-actions align="end">
            @if (board.mayWrite && card()) {
              <button matButton type="button" (click)="remove()">{{ t('board.remove') }}</button>
              <button matButton="outlined" type="button" (click)="writing.set(true)">
                {{ t('board.edit') }}
              </button>
            }
            <button matButton="filled" type="button" (click)="close()">{{ t('ui.close') }}</button>
          </mat-dialog-actions>
        }
      }
    </ng-container>
  `,
})
class CardDialog {
  private readonly api = inject(Api);
  private readonly toast = inject(Toast);
  private readonly dialog = inject<MatDialogRef<CardDialog>>(MatDialogRef);
  protected readonly shown = inject<Shown>(MAT_DIALOG_DATA);
  protected readonly board = this.shown.board;
  protected readonly card = computed<Card | undefined>(() =>
    this.board()?.cards.find(({ id }) => id === this.shown.cardId),
  );
  protected readonly writing = signal(this.shown.cardId === undefined);

  protected close(): void {
    this.dialog.close();
  }

  protected leave(): void {
    if (this.shown.cardId === undefined) this.dialog.close();
    else this.writing.set(false);
  }

  protected saved(): void {
    this.shown.reload();
    this.leave();
  }

  protected async remove(): Promise<void> {
    const card = this.card();
    if (!card) return;
    const params = { ...this.shown.of, cardId: card.id };
    if (!(await this.toast.attempt(() => this.api.send(cardRoutes.remove, { params })))) return;
    this.dialog.close();
    this.shown.reload();
    this.toast.offerUndo('board.removed', { title: card.title }, async () => {
      await this.api.send(cardRoutes.restore, { params });
      this.shown.reload();
    });
  }
}

@Service()
export class CardDialogs {
  private readonly dialog = inject(MatDialog);

  open(of: OfBoard, cardId: string, reload: () => void, board: Shown['board']): void {
    this.show({ of, cardId, phase: undefined, reload, board });
  }

  add(of: OfBoard, phase: Phase, reload: () => void, board: Shown['board']): void {
    this.show({ of, cardId: undefined, phase, reload, board });
  }

  private show(data: Shown): void {
    this.dialog.open(CardDialog, { data, width: '680px', maxWidth: '100vw' });
  }
}
