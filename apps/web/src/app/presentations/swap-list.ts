import { Component, inject, input, output } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { TranslocoDirective } from '@jsverse/transloco';

import type { SlotSwap } from '@holdout/contracts';

import { Dates } from '../core/dates';

/** What groups asked each other, and what became of it. */
@Component({
  selector: 'app-swap-list',
  imports: [MatButton, TranslocoDirective],
  template: `
    <ng-container *transloco="let t">
      @if (swaps().length > 0) {
        <h3>{{ t('presentations.swaps') }}</h3>
        <ul class="stack">
          @for (swap of swaps(); track swap.id) {
            <li>
              {{
                t('presentations.swap', {
                  from: swap.from.name,
                  to: swap.to.name,
                  gives: dates.full(swap.gives, zone()),
                  gets: dates.full(swap.gets, zone()),
                })
              }}
              <span class="tag" [class.good]="swap.state === 'accepted'">{{
                t('presentations.swapState.' + swap.state)
              }}</span>
              @if (swap.state === 'asked') {
                <span class="small muted">{{
                  t('presentations.until', { at: dates.full(swap.expiresAt, zone()) })
                }}</span>
              }
              <div class="row">
                @if (swap.mayAnswer) {
                  <button
                    matButton="outlined"
                    type="button"
                    (click)="answered.emit({ swapId: swap.id, accept: true })"
                  >
                    {{ t('presentations.accept') }}
                  </button>
                  <button
                    matButton
                    type="button"
                    (click)="answered.emit({ swapId: swap.id, accept: false })"
                  >
                    {{ t('presentations.decline') }}
                  </button>
                }
                @if (swap.mayWithdraw) {
                  <button matButton type="button" (click)="withdrawn.emit(swap.id)">
                    {{ t('presentations.withdraw') }}
                  </button>
                }
              </div>
            </li>
          }
        </ul>
      }
    </ng-container>
  `,
  styles: `
    ul {
      padding: 0;
      list-style: none;
      overflow-wrap: anywhere;
    }
  `,
})
export class SwapList {
  protected readonly dates = inject(Dates);
  readonly swaps = input.required<readonly SlotSwap[]>();
  readonly zone = input.required<string>();
  readonly answered = output<{ swapId: string; accept: boolean }>();
  readonly withdrawn = output<string>();
}
