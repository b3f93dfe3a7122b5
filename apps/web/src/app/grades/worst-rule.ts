import { Component, computed, input } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';

import type { GradingPolicy, Receipt } from '@holdout/contracts';

import { RatioPipe } from './share-pipes';

/** The course's reading of “elimina el peor quiz”, in a sentence; in a receipt also whether it applied. */
@Component({
  selector: 'app-worst-rule',
  imports: [RatioPipe, TranslocoDirective],
  template: `
    <ng-container *transloco="let t">
      @if (has()) {
        <p>
          {{ t('grades.worst.sentence.' + effect(), { count: rule().drop }) }}
          @if (effect() !== 'none') {
            {{ t('grades.worst.unitSentence.' + rule().unit) }}
            {{
              t('grades.worst.conditionSentence.' + rule().condition.kind, {
                atLeast: atLeast() | ratio: 'share',
              })
            }}
          }
        </p>
        @if (worst(); as worst) {
          @if (effect() !== 'none' && worst.applied !== 'applied') {
            <p class="muted">{{ t('grades.worst.applied.' + worst.applied) }}</p>
          }
          @if (worst.projectMark !== null && asksProject()) {
            <p class="muted">
              {{ t('grades.worst.projectMark', { mark: (worst.projectMark | ratio: 'share') }) }}
            </p>
          }
        }
      }
    </ng-container>
  `,
  styles: `
    :host {
      display: block;
      max-width: var(--app-text);
    }
    :host:empty {
      display: none;
    }
  `,
})
export class WorstRule {
  readonly policy = input.required<GradingPolicy>();
  readonly worst = input<Receipt['toDate']['worst']>();
  protected readonly rule = computed(() => this.policy().worst);
  protected readonly has = computed(() =>
    this.policy().components.some(({ kind }) => kind === 'quizzes'),
  );
  protected readonly effect = computed(() =>
    this.rule().drop === 0 ? 'none' : this.rule().effect,
  );
  protected readonly asksProject = computed(
    () => this.rule().effect !== 'drop' || this.rule().condition.kind === 'project_mark',
  );
  protected readonly atLeast = computed(() => {
    const { condition } = this.rule();
    return condition.kind === 'project_mark' ? condition.atLeast : null;
  });
}
