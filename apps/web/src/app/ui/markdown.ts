import { Component, inject, input, resource } from '@angular/core';
import { DomSanitizer } from '@angular/platform-browser';

/** Text that people wrote, in Markdown; whatever could run or load is taken out. Its reader comes with the first text. */
@Component({
  selector: 'app-markdown',
  template: `
    @if (html.hasValue()) {
      @if (inline()) {
        <span class="inline" [innerHTML]="html.value()"></span>
      } @else {
        <div class="prose" [innerHTML]="html.value()"></div>
      }
    } @else {
      <div class="prose plain">{{ text() }}</div>
    }
  `,
  styles: `
    .prose {
      overflow-wrap: anywhere;
    }
    .inline {
      white-space: pre-wrap;
    }
    .plain {
      white-space: pre-wrap;
    }
    .prose ::ng-deep > * + * {
      margin-top: 12px;
    }
    .prose ::ng-deep pre {
      overflow-x: auto;
      padding: 12px;
      border-radius: 6px;
      background: var(--mat-sys-surface-container);
    }
    .prose ::ng-deep img {
      max-width: 100%;
      height: auto;
    }
    .prose ::ng-deep math[display='block'] {
      overflow-x: auto;
    }
    .prose ::ng-deep :is(ul, ol) {
      padding-inline-start: 24px;
    }
  `,
})
export class Markdown {
  private readonly sanitizer = inject(DomSanitizer);
  readonly text = input.required<string>();
  /** Where its pictures are; without it they are left out. */
  readonly images = input<((id: string) => string) | null>(null);
  /** A piece of a sentence: no paragraphs, and its blanks at the ends are kept. */
  readonly inline = input(false);
  protected readonly html = resource({
    params: () => ({ text: this.text(), images: this.images(), inline: this.inline() }),
    loader: async ({ params: { text, images, inline } }) => {
      const { htmlOf } = await import('./markdown-reader');
      // Cleaned there already; Angular's own cleaning would take the mathematics out.
      return this.sanitizer.bypassSecurityTrustHtml(await htmlOf(text, images, inline));
    },
  });
}
