import { LiveAnnouncer } from '@angular/cdk/a11y';
import { type CdkDragDrop, CdkDrag, CdkDropList, CdkDropListGroup } from '@angular/cdk/drag-drop';
import { BreakpointObserver } from '@angular/cdk/layout';
import {
  Component,
  ElementRef,
  Injector,
  afterNextRender,
  computed,
  inject,
  input,
  linkedSignal,
  signal,
} from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { MatButton, MatIconButton } from '@angular/material/button';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';
import { map } from 'rxjs';

import { type Card, type Phase, cardRoutes } from '@holdout/contracts';

import { Api } from '../core/api';
import { CurrentCourse } from '../core/current-course';
import { Live } from '../core/live';
import { ErrorState } from '../ui/error-state';
import { Icon } from '../ui/icon';
import { Skeleton } from '../ui/skeleton';
import { Toast } from '../ui/toast';
import { BoardCard } from './board-card';
import { type Direction, PHASES, type Place, columnOf, dropOf, moved, stepOf } from './board-moves';
import { CardDialogs } from './card-dialog';

/** A finger that scrolls drags nothing. */
const DRAG_DELAY = { touch: 200, mouse: 0 };

/** The board of a group: moved by mouse, finger and keyboard, and seen by all members as it changes. */
@Component({
  selector: 'app-project-board',
  imports: [
    BoardCard,
    CdkDrag,
    CdkDropList,
    CdkDropListGroup,
    ErrorState,
    Icon,
    MatButton,
    MatIconButton,
    Skeleton,
    TranslocoDirective,
  ],
  templateUrl: './project-board.html',
  styleUrl: './project-board.scss',
})
export class ProjectBoard {
  private readonly api = inject(Api);
  private readonly toast = inject(Toast);
  private readonly dialogs = inject(CardDialogs);
  private readonly current = inject(CurrentCourse);
  private readonly announcer = inject(LiveAnnouncer);
  private readonly transloco = inject(TranslocoService);
  private readonly injector = inject(Injector);
  private readonly element = inject<ElementRef<HTMLElement>>(ElementRef);
  readonly groupId = input.required<string>();

  private readonly params = computed(() => ({
    courseId: this.current.id(),
    groupId: this.groupId(),
  }));
  protected readonly live = inject(Live).watch(cardRoutes.live, () => ({ params: this.params() }));
  protected readonly page = this.api.read(
    cardRoutes.get,
    () => ({ params: this.params() }),
    this.live.changes,
  );
  /** What the server said last, or what a move will make of it. */
  private readonly cards = linkedSignal<readonly Card[]>(() =>
    this.page.hasValue() ? this.page.value().cards : [],
  );
  protected readonly mayWrite = computed(() => this.page.hasValue() && this.page.value().mayWrite);
  protected readonly phases = PHASES;
  protected readonly dragDelay = DRAG_DELAY;
  protected readonly narrow = toSignal(
    inject(BreakpointObserver)
      .observe('(max-width: 719px)')
      .pipe(map(({ matches }) => matches)),
    { initialValue: false },
  );
  /** The phase that a small screen shows. */
  protected readonly at = signal(0);
  protected readonly columns = computed(() =>
    (this.narrow() ? [PHASES[this.at()]!] : PHASES).map((phase) => ({
      phase,
      cards: columnOf(this.cards(), phase),
    })),
  );

  protected turn(by: number): void {
    this.at.update((at) => Math.min(PHASES.length - 1, Math.max(0, at + by)));
  }

  protected drop({ item, container, currentIndex }: CdkDragDrop<Phase, Phase, string>): void {
    void this.move(item.data, dropOf(this.cards(), item.data, container.data, currentIndex));
  }

  protected async step(id: string, direction: Direction): Promise<void> {
    const to = stepOf(this.cards(), id, direction);
    if (!to) {
      this.say('board.move.edge', {});
      return;
    }
    const done = this.move(id, to);
    if (this.narrow()) this.at.set(PHASES.indexOf(to.phase));
    this.focus(id);
    if (await done) {
      const column = columnOf(this.cards(), to.phase);
      this.say('board.move.done', {
        phase: this.transloco.translate(`board.phase.${to.phase}`),
        place: column.findIndex((card) => card.id === id) + 1,
        count: column.length,
      });
    }
    this.focus(id);
  }

  protected add(phase: Phase): void {
    this.dialogs.add(this.params(), phase, this.page.reload.bind(this.page), this.board);
  }

  protected open(id: string): void {
    this.dialogs.open(this.params(), id, this.page.reload.bind(this.page), this.board);
  }

  private readonly board = computed(() => (this.page.hasValue() ? this.page.value() : undefined));

  /** At once on the screen; taken back where the server says no. */
  private async move(id: string, to: Place): Promise<boolean> {
    const before = this.cards();
    this.cards.set(moved(before, id, to));
    const done = await this.toast.attempt(async () => {
      const params = { ...this.params(), cardId: id };
      const board = await this.api.send(cardRoutes.move, { params, body: to });
      this.cards.set(board.cards);
    });
    if (!done) {
      this.cards.set(before);
      this.say('board.move.undone', {});
      this.page.reload();
    }
    return done;
  }

  private say(key: string, facts: Record<string, unknown>): void {
    void this.announcer.announce(this.transloco.translate(key, facts));
  }

  /** In another phase a card is another element: the focus goes with it. */
  private focus(id: string): void {
    afterNextRender(
      () => {
        this.element.nativeElement.querySelector<HTMLElement>(`[data-move="${id}"]`)?.focus();
      },
      { injector: this.injector },
    );
  }
}
