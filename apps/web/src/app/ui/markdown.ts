import { Component, input, resource } from '@angular/core';

/** Text that people wrote, in Markdown; whatever could run or load is taken out. Its reader comes with the first text. */
@Component({
  selector: 'app-markdown',
  template: `
    @if (html.hasValue()) {
      <div class="prose" [innerHTML]="html.value()"></div>
    } @else {
      <div class="prose plain">{{ text() }}</div>
    }
  `,
  styles: `
    .prose {
      overflow-wrap: anywhere;
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
    .prose ::ng-deep :is(ul, ol) {
      padding-inline-start: 24px;
    }
  `,
})
export class Markdown {
  readonly text = input.required<string>();
  protected readonly html = resource({
    params: () => this.text(),
    loader: async ({ params }) => (await import('./markdown-reader')).htmlOf(params),
  });
}
