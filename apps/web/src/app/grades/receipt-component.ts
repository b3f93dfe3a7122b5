import { Component, computed, input } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';

import type { Receipt } from '@holdout/contracts';

import { RatioPipe } from './share-pipes';

type Part = Receipt['toDate']['components'][number];

/** One component of a receipt: every item, what it is worth, whether it counted and by which rule, and the sums. */
@Component({
  selector: 'app-receipt-component',
  imports: [RatioPipe, TranslocoDirective],
  template: `
    <section *transloco="let t" [attr.aria-labelledby]="'receipt-' + component().id">
      <h3 [id]="'receipt-' + component().id">
        {{ component().name || t('grades.component.' + component().kind) }}
        <span class="muted small">{{
          t('grades.receipt.weight', { weight: (component().weight | ratio) })
        }}</span>
      </h3>
      @for (part of component().parts; track $index) {
        @if (part.memberId !== null) {
          <h4 class="small">{{ memberName(part.memberId, t) }}</h4>
        }
        <div
          class="table-wrap"
          tabindex="0"
          role="region"
          [attr.aria-label]="component().name || t('grades.component.' + component().kind)"
        >
          <table class="data">
            <thead>
              <tr>
                <th scope="col">{{ t('grades.receipt.item') }}</th>
                <th scope="col" class="number">{{ t('grades.receipt.points') }}</th>
                <th scope="col" class="number">{{ t('grades.receipt.share') }}</th>
                <th scope="col">{{ t('grades.receipt.use') }}</th>
                <th scope="col" class="number">{{ t('grades.receipt.value') }}</th>
              </tr>
            </thead>
            <tbody>
              @for (line of part.lines; track line.itemId) {
                <tr [class.out]="line.value === null">
                  <th scope="row">{{ line.title || t('grades.component.' + component().kind) }}</th>
                  <td class="number">
                    @if (line.points !== null) {
                      {{ line.points | ratio }} / {{ line.maximum | ratio }}
                    } @else {
                      <span class="muted">{{ t('grades.state.' + line.state) }}</span>
                    }
                  </td>
                  <td class="number">{{ line.share | ratio: 'share' }}</td>
                  <td>
                    <span class="tag" [class]="toneOf(line.use)">{{
                      t('grades.use.' + line.use)
                    }}</span>
                    @for (why of line.why; track $index) {
                      <div class="small muted">
                        {{
                          t('grades.why.' + why, {
                            taken: (line.late?.taken | ratio: 'share'),
                            value: (line.value | ratio: 'share'),
                          })
                        }}
                      </div>
                    }
                    @if (line.members; as members) {
                      <ul class="small muted">
                        @for (member of members; track member.memberId) {
                          <li>
                            {{ memberName(member.memberId, t) }}:
                            {{
                              member.share === null
                                ? t('grades.state.' + member.state)
                                : (member.share | ratio: 'share')
                            }}
                          </li>
                        }
                      </ul>
                    }
                  </td>
                  <td class="number">{{ line.value | ratio: 'share' }}</td>
                </tr>
              }
            </tbody>
            <tfoot>
              <tr>
                <th scope="row" colspan="4">
                  {{
                    t('grades.receipt.sum', {
                      sum: (part.sum | ratio: 'share'),
                      count: part.count,
                    })
                  }}
                </th>
                <td class="number">
                  <strong>{{ part.share | ratio: 'share' }}</strong>
                </td>
              </tr>
            </tfoot>
          </table>
        </div>
      } @empty {
        <p class="muted">{{ t('grades.receipt.withoutItems') }}</p>
      }
      @if (component().parts.length > 1) {
        <p>
          {{ t('grades.receipt.meanOfParts', { share: (component().share | ratio: 'share') }) }}
        </p>
      }
    </section>
  `,
  styles: `
    section {
      display: grid;
      gap: 8px;
      grid-template-columns: minmax(0, 1fr);
    }
    tbody th {
      font-weight: 600;
    }
    .out {
      color: var(--mat-sys-on-surface-variant);
    }
    ul {
      padding-inline-start: 16px;
    }
    tfoot th,
    tfoot td {
      border-top: var(--app-line);
      font-weight: 400;
    }
    tbody tr:last-child > * {
      border-bottom: 0;
    }
  `,
})
export class ReceiptComponentView {
  readonly component = input.required<Part>();
  /** Whose page it is: called “you”. */
  readonly memberId = input<string | null>(null);
  readonly names = input<ReadonlyMap<string, string>>(new Map());
  /** Everybody that marks are told of, so that each keeps one number where there is no name. */
  private readonly everyone = computed(() => [
    ...new Set(
      this.component().parts.flatMap(({ memberId, lines }) => [
        ...(memberId === null ? [] : [memberId]),
        ...lines.flatMap(({ members }) => (members ?? []).map((member) => member.memberId)),
      ]),
    ),
  ]);

  protected memberName(
    memberId: string,
    t: (key: string, params?: Record<string, unknown>) => string,
  ): string {
    if (memberId === this.memberId()) return t('grades.receipt.you');
    const name = this.names().get(memberId);
    return name ?? t('grades.receipt.member', { n: this.everyone().indexOf(memberId) + 1 });
  }

  protected toneOf(use: string): string {
    if (use === 'counts' || use === 'bonus') return 'good';
    return use === 'dropped' || use === 'replaced' ? 'look' : '';
  }
}
