import {
  Component,
  ElementRef,
  computed,
  inject,
  input,
  linkedSignal,
  output,
} from '@angular/core';
import { MatIconButton } from '@angular/material/button';
import { TranslocoDirective } from '@jsverse/transloco';

import { Icon } from '../ui/icon';
import { DayTexts } from './day-texts';
import { type Item, addDays, addMonths, weeksOf } from './items';

const STEPS: Readonly<Record<string, number>> = {
  ArrowLeft: -1,
  ArrowRight: 1,
  ArrowUp: -7,
  ArrowDown: 7,
};

/** A month of days; arrows walk through them, and the chosen one is told below by whoever shows this. */
@Component({
  selector: 'app-month-grid',
  imports: [Icon, MatIconButton, TranslocoDirective],
  template: `
    <ng-container *transloco="let t">
      <div class="row head">
        <button
          matIconButton
          type="button"
          class="no-print"
          [attr.aria-label]="t('schedule.month.before')"
          (click)="turn(-1)"
        >
          <app-icon name="chevron-left" />
        </button>
        <h2 aria-live="polite">{{ texts.month(month()) }}</h2>
        <button
          matIconButton
          type="button"
          class="no-print"
          [attr.aria-label]="t('schedule.month.after')"
          (click)="turn(1)"
        >
          <app-icon name="chevron-right" />
        </button>
      </div>
      <table>
        <caption class="visually-hidden">
          {{
            t('schedule.month.keys')
          }}
        </caption>
        <thead>
          <tr>
            @for (day of weeks()[0]; track day) {
              <th scope="col">{{ texts.weekday(day) }}</th>
            }
          </tr>
        </thead>
        <tbody>
          @for (week of weeks(); track week[0]) {
            <tr>
              @for (day of week; track day) {
                <td>
                  <button
                    type="button"
                    [id]="'day-' + day"
                    [class.beside]="!day.startsWith(month())"
                    [class.today]="day === today()"
                    [attr.aria-pressed]="day === chosen()"
                    [tabIndex]="day === reachable() ? 0 : -1"
                    (click)="choose(day)"
                    (keydown)="walk($event, day)"
                  >
                    <span class="date">{{ +day.slice(8) }}</span>
                    <span class="visually-hidden">{{
                      t('schedule.month.day', { day: texts.day(day), count: on(day).length })
                    }}</span>
                    @for (item of on(day); track item.key) {
                      <span class="title">{{ item.title }}</span>
                    }
                  </button>
                </td>
              }
            </tr>
          }
        </tbody>
      </table>
    </ng-container>
  `,
  styleUrl: './month-grid.scss',
})
export class MonthGrid {
  protected readonly texts = inject(DayTexts);
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef);
  readonly items = input.required<readonly Item[]>();
  readonly today = input.required<string>();
  readonly chosen = input.required<string>();
  readonly chose = output<string>();

  protected readonly month = linkedSignal(() => this.chosen().slice(0, 7));
  protected readonly weeks = computed(() => weeksOf(this.month()));
  private readonly byDay = computed(() => Map.groupBy(this.items(), ({ day }) => day));
  /** One day is reached by the tab key: the chosen one, or the first of another month. */
  protected readonly reachable = computed(() =>
    this.chosen().startsWith(this.month()) ? this.chosen() : `${this.month()}-01`,
  );

  protected on(day: string): readonly Item[] {
    return this.byDay().get(day) ?? [];
  }

  protected turn(months: number): void {
    this.month.update((month) => addMonths(month, months));
  }

  protected choose(day: string): void {
    this.chose.emit(day);
  }

  protected walk(event: KeyboardEvent, day: string): void {
    const step = STEPS[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const next = addDays(day, step);
    this.chose.emit(next);
    setTimeout(() => this.host.nativeElement.querySelector<HTMLElement>(`#day-${next}`)?.focus());
  }
}
