import { Component, computed, input } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';

/** The place of what is loading: lines of text, rows of a table, or a block as high as a chart. */
@Component({
  selector: 'app-skeleton',
  imports: [TranslocoDirective],
  template: `
    <ng-container *transloco="let t">
      <span class="visually-hidden" role="status">{{ t('ui.loading') }}</span>
      @for (line of bars(); track $index) {
        <span class="bar" aria-hidden="true" [style.width.%]="line"></span>
      }
    </ng-container>
  `,
  host: { '[class]': 'kind()' },
  styles: `
    :host {
      display: grid;
      gap: 12px;
    }
    .bar {
      height: 16px;
      border-radius: 4px;
      background: var(--mat-sys-surface-container-high);
      animation: breathe 1.6s ease-in-out infinite alternate;
    }
    :host(.rows) .bar {
      height: 40px;
    }
    :host(.block) .bar {
      height: 280px;
    }
    @keyframes breathe {
      to {
        opacity: 0.5;
      }
    }
  `,
})
export class Skeleton {
  readonly kind = input<'lines' | 'rows' | 'block'>('lines');
  readonly count = input(3);
  protected readonly bars = computed(() => {
    if (this.kind() === 'block') return [100];
    if (this.kind() === 'rows') return Array.from({ length: this.count() }, () => 100);
    const widths = [92, 100, 84, 96, 64];
    return Array.from({ length: this.count() }, (_, line) => widths[line % widths.length]);
  });
}
