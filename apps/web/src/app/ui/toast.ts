import { Service, inject } from '@angular/core';
import { MatSnackBar } from '@angular/material/snack-bar';
import { TranslocoService } from '@jsverse/transloco';

import { troubleOf } from '../core/trouble';

const READ_MS = 6_000;
const UNDO_MS = 12_000;

/** A word at the edge of the screen about what was just done; announced to screen readers. */
@Service()
export class Toast {
  private readonly bar = inject(MatSnackBar);
  private readonly transloco = inject(TranslocoService);

  /** `key` of a dictionary. */
  say(key: string, params: Record<string, unknown> = {}): void {
    this.bar.open(this.transloco.translate(key, params), undefined, { duration: READ_MS });
  }

  /** Says what was done, with a way back; the page may be left meanwhile. */
  offerUndo(
    key: string,
    params: Record<string, unknown>,
    undo: () => Promise<void>,
    duration = UNDO_MS,
  ): void {
    const shown = this.bar.open(
      this.transloco.translate(key, params),
      this.transloco.translate('ui.undo'),
      { duration },
    );
    shown.onAction().subscribe(() => {
      void this.attempt(undo);
    });
  }

  /** Does something whose failure has no better place to be told; answers whether it worked. */
  async attempt(deed: () => Promise<unknown>): Promise<boolean> {
    try {
      await deed();
      return true;
    } catch (thrown) {
      const { sentence, facts, advice } = troubleOf(thrown);
      const text = [sentence, advice].map((key) => this.transloco.translate(key, facts)).join(' ');
      this.bar.open(text, this.transloco.translate('ui.close'), { politeness: 'assertive' });
      return false;
    }
  }
}
