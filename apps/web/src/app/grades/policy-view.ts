import { Component, computed, input } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';

import type { GradingPolicy } from '@holdout/contracts';

import { RatioPipe } from './share-pipes';
import { WorstRule } from './worst-rule';

/** A grading policy as everybody reads it: weights, rules, scale. */
@Component({
  selector: 'app-policy-view',
  imports: [RatioPipe, TranslocoDirective, WorstRule],
  template: `
    <ng-container *transloco="let t">
      <div
        class="table-wrap"
        tabindex="0"
        role="region"
        [attr.aria-label]="t('grades.policy.components')"
      >
        <table class="data">
          <thead>
            <tr>
              <th scope="col">{{ t('grades.policy.component') }}</th>
              <th scope="col" class="number">{{ t('grades.policy.weight') }}</th>
            </tr>
          </thead>
          <tbody>
            @for (component of policy().components; track component.id) {
              <tr>
                <th scope="row">{{ component.name || t('grades.component.' + component.kind) }}</th>
                <td class="number">{{ component.weight | ratio }} %</td>
              </tr>
            }
          </tbody>
        </table>
      </div>
      <app-worst-rule [policy]="policy()" />
      <ul>
        @if (numeric(); as scale) {
          <li>
            {{
              t('grades.policy.scaleIs', {
                maximum: (scale.maximum | ratio),
                pass: (scale.pass | ratio),
                decimals: scale.decimals,
              })
            }}
          </li>
        }
        @if (letters(); as scale) {
          <li>
            {{ t('grades.policy.lettersAre', { pass: scale.pass }) }}
            @for (each of scale.letters; track each.letter; let last = $last) {
              {{ each.letter }}: {{ each.from | ratio: 'share' }}{{ last ? '.' : ' ·' }}
            }
          </li>
        }
        <li>{{ t(policy().capped ? 'grades.policy.isCapped' : 'grades.policy.isNotCapped') }}</li>
        <li>
          {{
            t('grades.policy.factorIs', {
              min: (policy().factor.min | ratio),
              max: (policy().factor.max | ratio),
            })
          }}
        </li>
        @if (policy().late; as late) {
          <li>
            {{
              t('grades.policy.lateIs.' + late.per, {
                penalty: (late.penalty | ratio: 'share'),
                floor: (late.floor | ratio: 'share'),
                grace: late.graceMinutes,
              })
            }}
          </li>
        } @else {
          <li>{{ t('grades.policy.lateNone') }}</li>
        }
        @if (hasModel()) {
          <li>
            {{ t('grades.policy.modelIs') }}
            @for (anchor of policy().model.anchors; track $index; let last = $last) {
              {{ anchor.skill | ratio }} → {{ anchor.share | ratio: 'share'
              }}{{ last ? '.' : ' ·' }}
            }
          </li>
        }
      </ul>
    </ng-container>
  `,
  styles: `
    :host {
      display: grid;
      gap: 16px;
      grid-template-columns: minmax(0, 1fr);
      max-width: var(--app-text);
    }
    ul {
      display: grid;
      gap: 4px;
      padding-inline-start: 20px;
    }
    tbody th {
      font-weight: 400;
    }
  `,
})
export class PolicyView {
  readonly policy = input.required<GradingPolicy>();
  protected readonly numeric = computed(() => {
    const { scale } = this.policy();
    return scale.kind === 'numeric' ? scale : undefined;
  });
  protected readonly letters = computed(() => {
    const { scale } = this.policy();
    return scale.kind === 'letters' ? scale : undefined;
  });
  protected readonly hasModel = computed(() =>
    this.policy().components.some(({ kind }) => kind === 'model'),
  );
}
