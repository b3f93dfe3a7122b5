import { Component, computed, input } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';

import type { Challenge } from '@holdout/contracts';

import { CopyButton } from '../ui/copy-button';
import { needsProbability } from './metrics';
import { starterScript } from '@holdout/contracts';

/** A script that runs as it is, and what the files it writes must look like. */
@Component({
  selector: 'app-starter-panel',
  imports: [CopyButton, TranslocoDirective],
  template: `
    <ng-container *transloco="let t">
      @if (script(); as script) {
        <section>
          <h2>{{ t('challenges.starter.title') }}</h2>
          <p class="prose">{{ t('challenges.starter.text') }}</p>
          <p class="prose">
            {{ t('challenges.starter.columns.' + challenge().task) }}
            @if (probability()) {
              {{ t('challenges.starter.probability') }}
            }
          </p>
          <details>
            <summary>{{ t('challenges.starter.show') }}</summary>
            <div class="code">
              <app-copy-button [text]="script" [label]="t('challenges.starter.copy')" />
              <pre
                tabindex="0"
                role="region"
                [attr.aria-label]="t('challenges.starter.title')"
              ><code>{{ script }}</code></pre>
            </div>
          </details>
          @if (challenge().task !== 'clustering') {
            <p class="muted prose">{{ t('challenges.starter.validation') }}</p>
          }
        </section>
      }
    </ng-container>
  `,
  styles: `
    section {
      display: grid;
      gap: 12px;
      grid-template-columns: minmax(0, 1fr);
    }
    summary {
      width: fit-content;
      padding: 4px 0;
      cursor: pointer;
    }
    pre {
      max-height: 32rem;
      overflow: auto;
      padding: 16px;
      border: var(--app-line);
      border-radius: 8px;
      background: var(--mat-sys-surface-container-lowest);
      line-height: 20px;
    }
  `,
})
export class StarterPanel {
  readonly challenge = input.required<Challenge>();
  protected readonly script = computed(() => starterScript(this.challenge()));
  protected readonly probability = computed(() => needsProbability(this.challenge().metric));
}
