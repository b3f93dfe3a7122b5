import { Component, computed, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';

import type { ChallengeSkill as Skill } from '@holdout/contracts';

import { CurrentCourse } from '../core/current-course';
import { Languages } from '../core/languages';
import { Notice } from '../ui/notice';
import { NumberPipe } from '../ui/number-pipe';
import { baselineNames } from './baseline-name';

/** Between which two models a challenge's skill is counted, or that it has none; with the figures where they may be read. */
@Component({
  selector: 'app-challenge-skill',
  imports: [Notice, NumberPipe, RouterLink, TranslocoDirective],
  template: `
    <ng-container *transloco="let t">
      @if (skill().exists) {
        <p class="prose">
          {{ t('challenges.skill.exists', { baseline: baseline(), reference: reference() }) }}
          {{ t('challenges.skill.means') }}
          <a [routerLink]="['/courses', course.id(), 'leaderboard']">{{
            t('challenges.skill.board')
          }}</a>
        </p>
      } @else {
        <app-notice tone="look">
          <p>{{ t('challenges.skill.none') }}</p>
        </app-notice>
      }
      @if (compared().length > 0) {
        <div
          class="table-wrap"
          tabindex="0"
          role="region"
          [attr.aria-label]="t('challenges.skill.figures')"
        >
          <table class="data">
            <caption class="muted small">
              {{
                t('challenges.skill.rule')
              }}
            </caption>
            <thead>
              <tr>
                <th scope="col">{{ t('challenges.skill.rows') }}</th>
                <th scope="col" class="number">{{ baseline() }}</th>
                <th scope="col" class="number">{{ reference() }}</th>
                <th scope="col" class="number">{{ t('challenges.skill.difference') }}</th>
                <th scope="col" class="number">{{ t('challenges.skill.error') }}</th>
              </tr>
            </thead>
            <tbody>
              @for (each of compared(); track each.part) {
                <tr>
                  <th scope="row">{{ t('challenges.skill.' + each.part) }}</th>
                  <td class="number">{{ each.baseline | number: { significant: 4 } }}</td>
                  <td class="number">{{ each.reference | number: { significant: 4 } }}</td>
                  <td class="number">{{ each.difference | number: { significant: 4 } }}</td>
                  <td class="number">{{ each.standardError | number: { significant: 3 } }}</td>
                </tr>
              }
            </tbody>
          </table>
        </div>
      }
      @if (tried().length > 1) {
        <p class="muted small figures">
          {{ t('challenges.skill.tried') }}
          @for (each of tried(); track each.name) {
            <span>{{ each.name }}: {{ each.value | number: { significant: 4 } }}.&ngsp;</span>
          }
        </p>
      }
    </ng-container>
  `,
  styles: `
    caption {
      padding-bottom: 8px;
      text-align: start;
    }
  `,
})
export class ChallengeSkill {
  private readonly languages = inject(Languages);
  private readonly nameOf = baselineNames();
  protected readonly course = inject(CurrentCourse);
  readonly skill = input.required<Skill>();

  protected readonly baseline = computed(() => this.named(this.skill().baseline));
  protected readonly reference = computed(() => this.named(this.skill().reference ?? ''));
  /** Parts whose difference this reader may know. */
  protected readonly compared = computed(() =>
    this.skill().parts.filter(({ difference }) => difference !== null),
  );
  protected readonly tried = computed(() =>
    this.skill().tried.map(({ kind, value }) => ({ name: this.named(kind), value })),
  );

  private named(kind: string): string {
    this.languages.language();
    return this.nameOf(kind);
  }
}
