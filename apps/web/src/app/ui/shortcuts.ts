import { DOCUMENT, Service, type Signal, computed, inject, signal } from '@angular/core';
import { MatDialog } from '@angular/material/dialog';

import type { Shortcut } from './shortcut';

/** The keys that work now: those of every page, and those a page adds while it is on screen. */
@Service()
export class Shortcuts {
  private readonly document = inject(DOCUMENT);
  private readonly dialog = inject(MatDialog);
  private readonly added = signal<readonly Shortcut[]>([]);
  readonly list: Signal<readonly Shortcut[]> = computed(() => [
    { key: '?', text: 'ui.keys.help', run: () => void this.show() },
    ...this.added(),
    { key: 'Tab', text: 'ui.keys.tab' },
    { key: 'Esc', text: 'ui.keys.escape' },
  ]);

  /** Call once, from the shell. */
  listen(): void {
    this.document.addEventListener('keydown', (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey || writing(event.target)) return;
      if (this.dialog.openDialogs.length > 0) return;
      const shortcut = this.list().find(({ key, run }) => run && key === event.key);
      if (!shortcut) return;
      event.preventDefault();
      shortcut.run?.();
    });
  }

  /** Call in a constructor with `inject(DestroyRef).onDestroy(remove)`. */
  add(shortcuts: readonly Shortcut[]): () => void {
    this.added.update((list) => [...list, ...shortcuts]);
    return () => {
      this.added.update((list) => list.filter((one) => !shortcuts.includes(one)));
    };
  }

  async show(): Promise<void> {
    const { ShortcutHelp } = await import('./shortcut-help');
    this.dialog.open(ShortcutHelp, { data: this.list(), maxWidth: 'min(480px, 92vw)' });
  }
}

function writing(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName))
  );
}
