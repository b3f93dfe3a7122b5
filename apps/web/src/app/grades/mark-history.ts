import { Component, computed, inject, input } from '@angular/core';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';

import type { CellPanel } from '@holdout/contracts';

import { Languages } from '../core/languages';
import { When } from '../ui/when';
import { pointsText } from './grade-text';

/** Who did what to a mark, newest first: before, after, and why. */
@Component({
  selector: 'app-mark-history',
  imports: [TranslocoDirective, When],
  template: `
    <ng-container *transloco="let t">
      <h3>{{ t('grades.history.title') }}</h3>
      <ol>
        @for (line of lines(); track line.id) {
          <li class="small">
            <strong>{{ line.deed }}</strong>
            {{ line.before }} → {{ line.after }}
            <div class="muted">{{ line.by }} · <app-when [instant]="line.at" as="full" /></div>
            @if (line.why) {
              <div>{{ t('grades.adjust.reason', { reason: line.why }) }}</div>
            }
          </li>
        } @empty {
          <li class="small muted">{{ t('grades.history.none') }}</li>
        }
      </ol>
    </ng-container>
  `,
  styles: `
    :host {
      display: grid;
      gap: 8px;
    }
    ol {
      display: grid;
      gap: 8px;
      padding: 0;
      list-style: none;
      overflow-wrap: anywhere;
    }
    li {
      padding-inline-start: 8px;
      border-inline-start: 2px solid var(--mat-sys-outline-variant);
    }
  `,
})
export class MarkHistory {
  private readonly transloco = inject(TranslocoService);
  private readonly languages = inject(Languages);
  readonly entries = input.required<CellPanel['history']>();
  protected readonly lines = computed(() => {
    const locale = this.languages.locale();
    const t = (key: string) => this.transloco.translate(`grades.${key}`);
    return this.entries().map(({ id, at, by, deed, old, new: now, why }) => ({
      id,
      at,
      by: by || 'Holdout',
      why,
      deed: deedText(deed, this.transloco),
      before: sideText(old, locale, t),
      after: sideText(now, locale, t),
    }));
  });
}

/** A deed newer than this page is shown by its code. */
export function deedText(deed: string, transloco: TranslocoService): string {
  const key = `grades.deed.${deed.replaceAll('.', '-')}`;
  const sentence = transloco.translate(key);
  return sentence === key ? deed : sentence;
}

/** What a mark was, in a word: as the history keeps it, so nothing of its shape is taken for granted. */
function sideText(side: unknown, locale: string, t: (key: string) => string): string {
  if (typeof side !== 'object' || side === null) return '–';
  const mark = side as Record<string, unknown>;
  const override = mark['override'] as { points?: unknown } | null | undefined;
  if (mark['excused'] === true) return t('state.excused');
  if (typeof override?.points === 'string') return pointsText(override.points, locale);
  if (mark['missing'] === true) return t('state.missing');
  return typeof mark['points'] === 'string' ? pointsText(mark['points'], locale) : '–';
}
