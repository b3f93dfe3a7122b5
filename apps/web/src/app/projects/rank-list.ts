import { type CdkDragDrop, CdkDrag, CdkDragHandle, CdkDropList } from '@angular/cdk/drag-drop';
import { LiveAnnouncer } from '@angular/cdk/a11y';
import { Component, computed, inject, input, output } from '@angular/core';
import { MatIconButton } from '@angular/material/button';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';

import type { Offer } from '@holdout/contracts';

import { Icon } from '../ui/icon';
import { movedRank, withoutRank } from './ranking';

/** The chosen datasets in their order: moved by mouse, by finger, or by the buttons. */
@Component({
  selector: 'app-rank-list',
  imports: [CdkDrag, CdkDragHandle, CdkDropList, Icon, MatIconButton, TranslocoDirective],
  template: `
    <ng-container *transloco="let t">
      <ol cdkDropList [cdkDropListDisabled]="disabled()" (cdkDropListDropped)="drop($event)">
        @for (
          line of lines();
          track line.id;
          let at = $index;
          let first = $first;
          let last = $last
        ) {
          <li cdkDrag [cdkDragDisabled]="disabled()">
            <span class="place" cdkDragHandle>{{
              t('projects.rank.place', { place: at + 1 })
            }}</span>
            <span class="name">{{ line.name }}</span>
            @if (!disabled()) {
              <button
                matIconButton
                type="button"
                [attr.aria-disabled]="first"
                [attr.aria-label]="t('projects.rank.up', { name: line.name })"
                (click)="step(at, -1)"
              >
                <app-icon name="up" />
              </button>
              <button
                matIconButton
                type="button"
                [attr.aria-disabled]="last"
                [attr.aria-label]="t('projects.rank.down', { name: line.name })"
                (click)="step(at, 1)"
              >
                <app-icon name="down" />
              </button>
              <button
                matIconButton
                type="button"
                [attr.aria-label]="t('projects.rank.remove', { name: line.name })"
                (click)="remove(line.id)"
              >
                <app-icon name="close" />
              </button>
            }
          </li>
        }
        @for (place of free(); track place) {
          <li class="free">
            <span class="place">{{ t('projects.rank.place', { place }) }}</span>
            <span class="muted">{{ t('projects.rank.free') }}</span>
          </li>
        }
      </ol>
    </ng-container>
  `,
  styles: `
    ol {
      display: grid;
      gap: 8px;
      grid-template-columns: minmax(0, 1fr);
      margin: 0;
      padding: 0;
      list-style: none;
    }
    li {
      display: flex;
      gap: 4px;
      align-items: center;
      min-height: 48px;
      padding: 0 4px 0 12px;
      border: 1px solid var(--mat-sys-outline-variant);
      border-radius: 8px;
      background: var(--mat-sys-surface-container-lowest);
    }
    .free {
      border-style: dashed;
    }
    .place {
      min-width: 2.5rem;
      font-weight: 600;
      touch-action: none;
    }
    li:not(.free) .place {
      cursor: grab;
    }
    .name {
      flex: 1;
      min-width: 0;
      padding: 8px 0;
      overflow-wrap: anywhere;
    }
    .cdk-drag-preview {
      box-shadow: 0 4px 12px rgb(0 0 0 / 24%);
      color: var(--mat-sys-on-surface);
    }
    .cdk-drag-placeholder {
      opacity: 0.4;
    }
  `,
})
export class RankList {
  private readonly transloco = inject(TranslocoService);
  private readonly announcer = inject(LiveAnnouncer);
  readonly ranks = input.required<readonly string[]>();
  readonly offers = input.required<readonly Offer[]>();
  readonly needed = input.required<number>();
  readonly disabled = input(false);
  readonly changed = output<string[]>();

  protected readonly lines = computed(() =>
    this.ranks().map((id) => ({ id, name: this.nameOf(id) })),
  );
  protected readonly free = computed(() => {
    const taken = this.ranks().length;
    return Array.from({ length: Math.max(0, this.needed() - taken) }, (_, at) => taken + at + 1);
  });

  protected drop({ previousIndex, currentIndex }: CdkDragDrop<unknown>): void {
    this.move(previousIndex, currentIndex);
  }

  protected step(at: number, by: number): void {
    this.move(at, at + by);
  }

  protected remove(id: string): void {
    this.say('removed', id, 0);
    this.changed.emit(withoutRank(this.ranks(), id));
  }

  private move(from: number, to: number): void {
    const moved = movedRank(this.ranks(), from, to);
    const id = this.ranks()[from];
    if (id === undefined || moved.indexOf(id) === from) return;
    this.say('moved', id, moved.indexOf(id) + 1);
    this.changed.emit(moved);
  }

  private say(what: 'moved' | 'removed', id: string, place: number): void {
    const facts = { name: this.nameOf(id), place };
    void this.announcer.announce(this.transloco.translate(`projects.rank.${what}`, facts));
  }

  private nameOf(id: string): string {
    return this.offers().find(({ datasetId }) => datasetId === id)?.name ?? '';
  }
}
