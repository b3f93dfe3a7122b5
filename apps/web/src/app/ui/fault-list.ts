import { Component, computed, inject, input } from '@angular/core';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';

import type { Complaint } from '@holdout/contracts';

import { Languages } from '../core/languages';

/** Every fault of an input at once: where it is, what it is, what was expected. */
@Component({
  selector: 'app-fault-list',
  imports: [TranslocoDirective],
  template: `
    <ng-container *transloco="let t">
      @if (lines().length > 0) {
        <ul>
          @for (line of lines(); track $index) {
            <li>
              @if (line.where) {
                <strong>{{ line.where }}:</strong>
              }
              {{ line.what }}
              @if (line.count > 1) {
                <span class="muted">{{ t('ui.inAll', { count: line.count }) }}</span>
              }
            </li>
          }
        </ul>
      }
    </ng-container>
  `,
  styles: `
    ul {
      display: grid;
      gap: 4px;
      margin-top: 8px;
      padding-inline-start: 20px;
      overflow-wrap: anywhere;
    }
  `,
})
export class FaultList {
  private readonly transloco = inject(TranslocoService);
  private readonly languages = inject(Languages);
  readonly faults = input.required<readonly Complaint[]>();

  protected readonly lines = computed(() => {
    this.languages.language();
    return this.faults().map((fault) => ({
      where: this.whereOf(fault),
      what: this.whatOf(fault),
      count: fault.count ?? 1,
    }));
  });

  private whereOf({ row, column, cell }: Complaint): string {
    if (cell !== undefined)
      return this.transloco.translate('ui.where.cell', {
        cell: String(cell),
        ...(row !== undefined && { row: String(row) }),
      });
    if (row === undefined && column === undefined) return '';
    const place = row === undefined ? 'column' : column === undefined ? 'row' : 'both';
    return this.transloco.translate(`ui.where.${place}`, {
      ...(row !== undefined && { row: String(row) }),
      ...(column !== undefined && { column }),
    });
  }

  /** A server newer than this page may name a fault that it has no sentence for. */
  private whatOf(fault: Complaint): string {
    const key = `fault.${fault.code}`;
    const sentence = this.transloco.translate(key, { ...fault });
    return sentence === key ? this.transloco.translate('ui.unknownFault', { ...fault }) : sentence;
  }
}
