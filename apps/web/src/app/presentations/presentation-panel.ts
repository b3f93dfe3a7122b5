import { Component, computed, inject, input, output, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatCheckbox } from '@angular/material/checkbox';
import { MatFormField, MatHint, MatLabel } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';

import {
  type Presentation,
  type PresentationSession,
  presentationRoutes,
} from '@holdout/contracts';

import { Api } from '../core/api';
import { Clock } from '../core/clock';
import { CurrentCourse } from '../core/current-course';
import { Confirm } from '../ui/confirm';
import { Notice } from '../ui/notice';
import { Toast } from '../ui/toast';
import { TroubleNotice } from '../ui/trouble-notice';
import { When } from '../ui/when';
import { SessionForm } from './session-form';
import { SlotTable } from './slot-table';
import { SwapList } from './swap-list';

/** One presentation: my group's turn, the sessions with their slots, and what can be done about them. */
@Component({
  selector: 'app-presentation-panel',
  imports: [
    MatButton,
    MatCheckbox,
    MatFormField,
    MatHint,
    MatInput,
    MatLabel,
    Notice,
    SessionForm,
    SlotTable,
    SwapList,
    TranslocoDirective,
    TroubleNotice,
    When,
  ],
  templateUrl: './presentation-panel.html',
  styles: `
    .place {
      overflow-wrap: anywhere;
    }
  `,
})
export class PresentationPanel {
  private readonly api = inject(Api);
  private readonly confirm = inject(Confirm);
  private readonly toast = inject(Toast);
  private readonly transloco = inject(TranslocoService);
  private readonly clock = inject(Clock);
  protected readonly current = inject(CurrentCourse);

  readonly presentation = input.required<Presentation>();
  readonly changed = output();

  protected readonly zone = computed(() => this.current.course()?.timeZone ?? 'UTC');
  /** The reader's clocks show another time than the course's. */
  protected readonly away = computed(() => this.clock.zone() !== this.zone());
  protected readonly own = computed(() =>
    this.presentation().sessions.flatMap(({ place, slots }) =>
      slots.filter(({ mine }) => mine).map((slot) => ({ ...slot, place })),
    ),
  );
  protected readonly waiting = computed(() =>
    this.presentation()
      .waiting.map(({ name }) => name)
      .join(', '),
  );
  protected readonly slotCount = computed(() =>
    this.presentation().sessions.reduce((sum, { slots }) => sum + slots.length, 0),
  );
  /** A session's id, or `new`. */
  protected readonly editing = signal<string | undefined>(undefined);
  protected readonly trouble = signal<unknown>(undefined);

  protected readonly params = computed(() => ({
    courseId: this.current.id(),
    presentationId: this.presentation().id,
  }));

  protected async draw(event: Event, typed: string): Promise<void> {
    event.preventDefault();
    const seed = typed.trim();
    const placed = this.presentation().sessions.some(({ slots }) =>
      slots.some(({ group }) => group !== null),
    );
    if (placed && !(await this.confirm.ask(this.question('redraw')))) return;
    await this.attempt(() =>
      this.api.send(presentationRoutes.draw, {
        params: this.params(),
        body: seed === '' ? {} : { seed },
      }),
    );
  }

  protected setBooking(bookingOpen: boolean): Promise<void> {
    return this.attempt(() =>
      this.api.send(presentationRoutes.update, { params: this.params(), body: { bookingOpen } }),
    );
  }

  protected removeSession({ id }: PresentationSession): Promise<void> {
    return this.attempt(() =>
      this.api.send(presentationRoutes.removeSession, {
        params: { ...this.params(), sessionId: id },
      }),
    );
  }

  protected async remove(): Promise<void> {
    const params = this.params();
    const { title } = this.presentation();
    await this.attempt(async () => {
      await this.api.send(presentationRoutes.remove, { params });
      this.toast.offerUndo('presentations.removed', { title }, async () => {
        await this.api.send(presentationRoutes.restore, { params });
        this.changed.emit();
      });
    });
  }

  protected place(slotId: string, groupId: string | null): Promise<void> {
    return this.attempt(() =>
      this.api.send(presentationRoutes.place, {
        params: { ...this.params(), slotId },
        body: { groupId },
      }),
    );
  }

  protected book(slotId: string): Promise<void> {
    return this.attempt(() =>
      this.api.send(presentationRoutes.book, { params: { ...this.params(), slotId } }),
    );
  }

  protected ask(slotId: string): Promise<void> {
    return this.attempt(async () => {
      await this.api.send(presentationRoutes.ask, { params: { ...this.params(), slotId } });
      this.toast.say('presentations.asked');
    });
  }

  protected answer(swapId: string, accept: boolean): Promise<void> {
    return this.attempt(() =>
      this.api.send(presentationRoutes.answer, {
        params: { ...this.params(), swapId },
        body: { accept },
      }),
    );
  }

  protected withdraw(swapId: string): Promise<void> {
    return this.attempt(() =>
      this.api.send(presentationRoutes.withdraw, { params: { ...this.params(), swapId } }),
    );
  }

  protected saved(): void {
    this.editing.set(undefined);
    this.changed.emit();
  }

  private async attempt(deed: () => Promise<unknown>): Promise<void> {
    this.trouble.set(undefined);
    try {
      await deed();
    } catch (thrown) {
      this.trouble.set(thrown);
    }
    this.changed.emit();
  }

  private question(name: string) {
    const text = (part: string) => this.transloco.translate(`presentations.${name}.${part}`);
    return { title: text('title'), text: text('text'), deed: text('deed') };
  }
}
