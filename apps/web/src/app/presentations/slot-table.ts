import { Component, computed, inject, input, output } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { TranslocoDirective } from '@jsverse/transloco';

import type { Presentation, PresentationSession } from '@holdout/contracts';

import { Clock } from '../core/clock';
import { Dates } from '../core/dates';
import { When } from '../ui/when';

/** The slots of a session: who has them, and what the reader can do with each. */
@Component({
  selector: 'app-slot-table',
  imports: [MatButton, TranslocoDirective, When],
  template: `
    <div
      class="table-wrap"
      tabindex="0"
      role="region"
      *transloco="let t"
      [attr.aria-label]="t('presentations.slotsOf', { place: session().place })"
    >
      <table class="data">
        <thead>
          <tr>
            <th scope="col">{{ t('presentations.time') }}</th>
            <th scope="col">{{ t('presentations.group') }}</th>
          </tr>
        </thead>
        <tbody>
          @for (slot of session().slots; track slot.id) {
            <tr [class.mine]="slot.mine">
              <td><app-when [instant]="slot.startsAt" as="full" [zone]="zone()" /></td>
              <td>
                @if (presentation().mayArrange) {
                  <select
                    #picked
                    [attr.aria-label]="
                      t('presentations.groupAt', { time: dates.full(slot.startsAt, zone()) })
                    "
                    (change)="placed.emit({ slotId: slot.id, groupId: picked.value || null })"
                  >
                    <option value="" [selected]="slot.group === null">
                      {{ t('presentations.free') }}
                    </option>
                    @for (group of groups(); track group.id) {
                      <option [value]="group.id" [selected]="slot.group?.id === group.id">
                        {{ group.name }}
                      </option>
                    }
                  </select>
                } @else {
                  {{ slot.group?.name ?? t('presentations.free') }}
                  @if (slot.startsAt > now()) {
                    @if (!slot.group && presentation().mayBook) {
                      <button matButton type="button" (click)="booked.emit(slot.id)">
                        {{ t('presentations.book') }}
                        <span class="visually-hidden">{{ dates.full(slot.startsAt, zone()) }}</span>
                      </button>
                    } @else if (slot.group && !slot.mine && presentation().mayAsk) {
                      <button matButton type="button" (click)="asked.emit(slot.id)">
                        {{ t('presentations.ask') }}
                        <span class="visually-hidden">{{ slot.group.name }}</span>
                      </button>
                    }
                  }
                }
              </td>
            </tr>
          }
        </tbody>
      </table>
    </div>
  `,
  styles: `
    select {
      min-height: 44px;
      max-width: 100%;
      font: inherit;
      color: inherit;
      background: var(--mat-sys-surface);
      border: 1px solid var(--mat-sys-outline);
      border-radius: 4px;
    }
  `,
})
export class SlotTable {
  protected readonly dates = inject(Dates);
  private readonly clock = inject(Clock);
  readonly presentation = input.required<Presentation>();
  readonly session = input.required<PresentationSession>();
  readonly zone = input.required<string>();
  readonly placed = output<{ slotId: string; groupId: string | null }>();
  readonly booked = output<string>();
  readonly asked = output<string>();

  protected readonly now = computed(() => new Date(this.clock.now()).toISOString());
  protected readonly groups = computed(() => {
    const { sessions, waiting } = this.presentation();
    const placed = sessions.flatMap(({ slots }) => slots.flatMap(({ group }) => group ?? []));
    return [...placed, ...waiting].sort((a, b) => a.name.localeCompare(b.name));
  });
}
