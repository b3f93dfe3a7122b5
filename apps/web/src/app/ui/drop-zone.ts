import { Component, type ElementRef, input, output, signal, viewChild } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { TranslocoDirective } from '@jsverse/transloco';

import { Icon } from './icon';

/** Where a file is dropped, or chosen by a button. It only hands over the file; the page tells what becomes of it. */
@Component({
  selector: 'app-drop-zone',
  imports: [Icon, MatButton, TranslocoDirective],
  template: `
    <div
      *transloco="let t"
      class="zone"
      [class.over]="over()"
      (dragover)="dragOver($event)"
      (dragleave)="over.set(false)"
      (drop)="drop($event)"
    >
      <app-icon name="upload" />
      <p>
        <strong>{{ label() }}</strong>
      </p>
      @if (hint()) {
        <p class="muted small">{{ hint() }}</p>
      }
      <ng-content />
      <button matButton="outlined" type="button" [disabled]="disabled()" (click)="choose()">
        {{ t('ui.chooseFile') }}
      </button>
      <input
        #file
        type="file"
        hidden
        tabindex="-1"
        [attr.accept]="accept()"
        [attr.aria-label]="label()"
        [disabled]="disabled()"
        (change)="chosen()"
      />
    </div>
  `,
  styles: `
    .zone {
      display: grid;
      gap: 8px;
      justify-items: center;
      padding: 24px 16px;
      border: 2px dashed var(--mat-sys-outline);
      border-radius: 8px;
      text-align: center;
      overflow-wrap: anywhere;
    }
    .over {
      border-color: var(--mat-sys-primary);
      background: var(--mat-sys-primary-container);
      color: var(--mat-sys-on-primary-container);
    }
    app-icon {
      width: 28px;
      height: 28px;
    }
  `,
})
export class DropZone {
  readonly label = input.required<string>();
  readonly hint = input<string>();
  /** As `<input accept>`: `.csv,text/csv`. A help for choosing; the server decides. */
  readonly accept = input<string>();
  readonly disabled = input(false);
  readonly picked = output<File>();
  protected readonly over = signal(false);
  private readonly file = viewChild<ElementRef<HTMLInputElement>>('file');

  protected dragOver(event: DragEvent): void {
    event.preventDefault();
    this.over.set(!this.disabled());
  }

  protected drop(event: DragEvent): void {
    event.preventDefault();
    this.over.set(false);
    const file = event.dataTransfer?.files[0];
    if (file && !this.disabled()) this.picked.emit(file);
  }

  protected choose(): void {
    this.file()?.nativeElement.click();
  }

  protected chosen(): void {
    const field = this.file()?.nativeElement;
    const file = field?.files?.[0];
    if (!field || !file) return;
    field.value = ''; // the same file may be chosen again after it was mended
    this.picked.emit(file);
  }
}
