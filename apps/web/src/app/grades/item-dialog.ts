import { Component, computed, inject, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatCheckbox } from '@angular/material/checkbox';
import {
  MAT_DIALOG_DATA,
  MatDialogActions,
  MatDialogClose,
  MatDialogContent,
  MatDialogRef,
  MatDialogTitle,
} from '@angular/material/dialog';
import { MatFormField, MatHint, MatInput, MatLabel } from '@angular/material/input';
import { MatOption, MatSelect } from '@angular/material/select';
import { TranslocoDirective } from '@jsverse/transloco';

import { type GradeItem, ItemKind, gradeRoutes } from '@holdout/contracts';

import { instantOf, localTime } from '../challenges/zoned-time';
import { Api } from '../core/api';
import { Languages } from '../core/languages';
import { Toast } from '../ui/toast';
import { TroubleNotice } from '../ui/trouble-notice';
import { pointsText, pointsTyped } from './grade-text';

interface Given {
  readonly courseId: string;
  readonly zone: string;
  readonly instructor: boolean;
  /** null: a new one. */
  readonly item: GradeItem | null;
}

/** An item of the gradebook: made and changed here where its marks are typed, else only told. Closes with true after a change. */
@Component({
  selector: 'app-item-dialog',
  imports: [
    MatButton,
    MatCheckbox,
    MatDialogActions,
    MatDialogClose,
    MatDialogContent,
    MatDialogTitle,
    MatFormField,
    MatHint,
    MatInput,
    MatLabel,
    MatOption,
    MatSelect,
    TranslocoDirective,
    TroubleNotice,
  ],
  templateUrl: './item-dialog.html',
})
export class ItemDialog {
  private readonly api = inject(Api);
  private readonly toast = inject(Toast);
  private readonly shown = inject<MatDialogRef<ItemDialog, boolean>>(MatDialogRef);
  protected readonly given = inject<Given>(MAT_DIALOG_DATA);
  protected readonly item = this.given.item;
  protected readonly typed = this.item === null || this.item.source === 'typed';
  protected readonly kinds = ItemKind.options;

  private readonly locale = inject(Languages).locale();
  protected readonly kind = signal<ItemKind>(this.item?.kind ?? 'manual');
  protected readonly title = signal(this.item?.title ?? '');
  protected readonly maximum = signal(
    this.item ? pointsText(this.item.maximum, this.locale) : '10',
  );
  protected readonly deadline = signal(
    this.item?.deadline ? localTime(this.item.deadline, this.given.zone) : '',
  );
  protected readonly by = signal<GradeItem['by']>(this.item?.by ?? 'group');
  protected readonly extraCredit = signal(this.item?.extraCredit ?? false);
  protected readonly trouble = signal<unknown>(undefined);
  protected readonly asked = signal(false);
  /** What is missing, each by its sentence. */
  protected readonly faults = computed(() => [
    ...(this.title().trim() === '' ? ['title'] : []),
    ...(pointsTyped(this.maximum()) === undefined ? ['maximum'] : []),
    ...(this.deadline() !== '' && instantOf(this.deadline(), this.given.zone) === undefined
      ? ['deadline']
      : []),
  ]);

  protected async save(): Promise<void> {
    this.asked.set(true);
    const maximum = pointsTyped(this.maximum());
    if (this.faults().length > 0 || maximum === undefined) return;
    const { courseId, zone } = this.given;
    const fields = {
      title: this.title().trim(),
      maximum,
      deadline: this.deadline() === '' ? null : (instantOf(this.deadline(), zone) ?? null),
      extraCredit: this.extraCredit(),
    };
    await this.attempt(() =>
      this.item
        ? this.api.send(gradeRoutes.updateItem, {
            params: { courseId, itemId: this.item.id },
            body: fields,
          })
        : this.api.send(gradeRoutes.createItem, {
            params: { courseId },
            body: { ...fields, kind: this.kind(), by: this.by() },
          }),
    );
  }

  protected async publish(item: GradeItem, published: boolean): Promise<void> {
    await this.attempt(() => this.update(item, { published }));
    this.toast.offerUndo(
      published ? 'grades.item.publishedNow' : 'grades.item.hiddenNow',
      { item: item.title },
      async () => {
        await this.update(item, { published: !published });
      },
    );
  }

  protected async remove(item: GradeItem): Promise<void> {
    await this.attempt(() => this.update(item, { removed: true }));
    this.toast.offerUndo('grades.item.removedNow', { item: item.title }, async () => {
      await this.update(item, { removed: false });
    });
  }

  private update(item: GradeItem, body: { published?: boolean; removed?: boolean }) {
    return this.api.send(gradeRoutes.updateItem, {
      params: { courseId: this.given.courseId, itemId: item.id },
      body,
    });
  }

  private async attempt(deed: () => Promise<unknown>): Promise<void> {
    this.trouble.set(undefined);
    try {
      await deed();
      this.shown.close(true);
    } catch (thrown) {
      this.trouble.set(thrown);
    }
  }
}
