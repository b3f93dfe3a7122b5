import { Component, computed, input, output } from '@angular/core';
import { MatFormField, MatLabel } from '@angular/material/form-field';
import { MatOption, MatSelect } from '@angular/material/select';
import { TranslocoDirective } from '@jsverse/transloco';

import type { Pairs } from '@holdout/contracts';

import { NumberPipe } from '../ui/number-pipe';
import { tellingOf } from './relation-figures';

/** How much each column alone tells of one that is to be predicted, whatever the shape of the relation. */
@Component({
  selector: 'app-telling-list',
  imports: [MatFormField, MatLabel, MatOption, MatSelect, NumberPipe, TranslocoDirective],
  template: `
    <ng-container *transloco="let t">
      <p class="muted prose">{{ t('datasets.information.text') }}</p>
      <mat-form-field subscriptSizing="dynamic">
        <mat-label>{{ t('datasets.information.target') }}</mat-label>
        <mat-select [value]="chosen()" (valueChange)="picked.emit($event)">
          @for (column of information().columns; track column) {
            <mat-option [value]="column">{{ column }}</mat-option>
          }
        </mat-select>
      </mat-form-field>
      @if (lines().length > 0) {
        <div
          class="table-wrap"
          tabindex="0"
          role="region"
          [attr.aria-label]="t('datasets.information.title')"
        >
          <table class="data">
            <thead>
              <tr>
                <th scope="col">{{ t('datasets.profile.column') }}</th>
                <th scope="col" class="number">{{ t('datasets.information.nats') }}</th>
                <th scope="col" class="number">{{ t('datasets.information.share') }}</th>
                <th scope="col" class="picture" aria-hidden="true"></th>
              </tr>
            </thead>
            <tbody>
              @for (line of lines(); track line.column) {
                <tr>
                  <th scope="row">
                    <code>{{ line.column }}</code>
                  </th>
                  <td class="number">{{ line.information | number: { decimals: 3 } }}</td>
                  <td class="number">
                    {{ line.share | number: { style: 'percent', decimals: 1 } }}
                  </td>
                  <td class="picture" aria-hidden="true">
                    <span class="bar" [style.width.%]="line.share * 100"></span>
                  </td>
                </tr>
              }
            </tbody>
          </table>
        </div>
      } @else {
        <p>{{ t('datasets.information.none') }}</p>
      }
    </ng-container>
  `,
  styles: `
    :host {
      display: grid;
      gap: 12px;
      grid-template-columns: minmax(0, 1fr);
      max-width: 60rem;
    }
    mat-form-field {
      max-width: 20rem;
    }
    .picture {
      vertical-align: middle;
      min-width: 6rem;
    }
    .bar {
      display: block;
      height: 10px;
      min-width: 1px;
      border-radius: 2px;
      background: #0072b2;
    }
  `,
})
export class TellingList {
  readonly information = input.required<Pairs>();
  /** The column to be told; the last one where it is none of them: there a target usually stands. */
  readonly target = input('');
  readonly picked = output<string>();

  protected readonly chosen = computed(() => {
    const { columns } = this.information();
    return columns.includes(this.target()) ? this.target() : (columns.at(-1) ?? '');
  });
  protected readonly lines = computed(() => tellingOf(this.information(), this.chosen()));
}
