import { Component, computed, inject, input, output } from '@angular/core';
import { MatIconButton } from '@angular/material/button';
import { TranslocoDirective } from '@jsverse/transloco';

import type { Card } from '@holdout/contracts';

import { Clock } from '../core/clock';
import { CurrentCourse } from '../core/current-course';
import { Icon } from '../ui/icon';
import type { Direction } from './board-moves';
import { dayText, todayIn } from './days';
import { Languages } from '../core/languages';

const KEYS: Readonly<Record<string, Direction | undefined>> = {
  ArrowUp: 'up',
  ArrowDown: 'down',
  ArrowLeft: 'left',
  ArrowRight: 'right',
};

/** A card as the board shows it. Its handle is moved by the arrow keys. */
@Component({
  selector: 'app-board-card',
  imports: [Icon, MatIconButton, TranslocoDirective],
  template: `
    <article *transloco="let t" [class.finished]="card().finishedAt">
      <div class="head">
        <button type="button" class="title" (click)="opened.emit()">{{ card().title }}</button>
        @if (mayWrite()) {
          <button
            matIconButton
            type="button"
            class="handle"
            [attr.data-move]="card().id"
            [attr.aria-label]="t('board.move.handle', { title: card().title })"
            aria-describedby="board-help"
            (keydown)="key($event)"
          >
            <app-icon name="more" />
          </button>
        }
      </div>
      <p class="facts small muted">
        @if (card().finishedAt) {
          <span class="tag good">{{ t('board.finished') }}</span>
        }
        @if (due(); as day) {
          <span class="tag" [class.look]="late()">{{
            t(late() ? 'board.late' : 'board.due', { day })
          }}</span>
        }
        @if (card().owner; as owner) {
          <span>{{ owner.name }}</span>
        }
        @if (card().checklist.length > 0) {
          <span>{{ t('board.checked', { done: done(), count: card().checklist.length }) }}</span>
        }
        @if (card().comments.length > 0) {
          <span>{{ t('board.comments.count', { count: card().comments.length }) }}</span>
        }
        @if (card().files.length + card().submissions.length > 0) {
          <span>{{
            t('board.links', { count: card().files.length + card().submissions.length })
          }}</span>
        }
      </p>
    </article>
  `,
  styles: `
    article {
      padding: 4px 4px 8px 12px;
      border: 1px solid var(--mat-sys-outline-variant);
      border-radius: var(--app-radius);
      background: var(--mat-sys-surface-container-lowest);
    }
    .head {
      display: flex;
      align-items: flex-start;
    }
    .title {
      flex: 1;
      min-width: 0;
      min-height: 40px;
      padding: 8px 0;
      border: 0;
      background: none;
      color: inherit;
      font: inherit;
      font-weight: 600;
      text-align: start;
      overflow-wrap: anywhere;
      cursor: pointer;
    }
    .title:hover {
      text-decoration: underline;
    }
    .finished .title {
      text-decoration: line-through;
    }
    .handle {
      flex: none;
      cursor: grab;
    }
    .facts {
      display: flex;
      flex-wrap: wrap;
      gap: 4px 8px;
      margin: 0;
    }
  `,
})
export class BoardCard {
  private readonly clock = inject(Clock);
  private readonly current = inject(CurrentCourse);
  private readonly languages = inject(Languages);
  readonly card = input.required<Card>();
  readonly mayWrite = input(false);
  readonly opened = output();
  readonly stepped = output<Direction>();
  protected readonly done = computed(() => this.card().checklist.filter(({ done }) => done).length);
  protected readonly due = computed(() => {
    const { dueOn } = this.card();
    return dueOn === null ? undefined : dayText(dueOn, this.languages.locale());
  });
  protected readonly late = computed(() => {
    const { dueOn, finishedAt } = this.card();
    const today = todayIn(this.current.course()?.timeZone ?? 'UTC', this.clock.now());
    return dueOn !== null && finishedAt === null && dueOn < today;
  });

  protected key(event: KeyboardEvent): void {
    const direction = KEYS[event.key];
    if (!direction) return;
    event.preventDefault();
    this.stepped.emit(direction);
  }
}
