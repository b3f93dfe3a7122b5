import { Component, input, output } from '@angular/core';
import { MatButton, MatIconButton } from '@angular/material/button';
import { MatCheckbox } from '@angular/material/checkbox';
import { MatFormField, MatLabel } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { MatOption, MatSelect } from '@angular/material/select';
import { TranslocoDirective } from '@jsverse/transloco';

import { Icon } from '../ui/icon';
import { type KeyColumns, type KeyRow, freeName } from './content-draft';
import { PlacedFaults } from './placed-faults';

/** The lines of a key: options, accepted answers, pairs, things in their order. */
@Component({
  selector: 'app-key-rows',
  imports: [
    Icon,
    MatButton,
    MatCheckbox,
    MatFormField,
    MatIconButton,
    MatInput,
    MatLabel,
    MatOption,
    MatSelect,
    PlacedFaults,
    TranslocoDirective,
  ],
  templateUrl: './key-rows.html',
  styleUrl: './rows.scss',
})
export class KeyRows {
  readonly rows = input.required<readonly KeyRow[]>();
  readonly columns = input.required<KeyColumns>();
  /** What a screen reader says of the list. */
  readonly label = input.required<string>();
  /** Whether each option has a weight of its own. */
  readonly weighted = input(false);
  readonly changed = output<readonly KeyRow[]>();

  protected change(id: string, part: Partial<KeyRow>): void {
    this.changed.emit(this.rows().map((row) => (row.id === id ? { ...row, ...part } : row)));
  }

  protected add(): void {
    const row: KeyRow = {
      id: freeName('n', this.rows()),
      text: '',
      second: this.columns().second === 'tolerance' ? '0' : '',
      share: '0',
      feedback: '',
      tolerance: 'absolute',
      weight: '0',
    };
    this.changed.emit([...this.rows(), row]);
  }

  protected remove(id: string): void {
    this.changed.emit(this.rows().filter((row) => row.id !== id));
  }

  protected move(at: number, step: -1 | 1): void {
    const rows = [...this.rows()];
    const [row] = rows.splice(at, 1);
    if (row) rows.splice(at + step, 0, row);
    this.changed.emit(rows);
  }
}
