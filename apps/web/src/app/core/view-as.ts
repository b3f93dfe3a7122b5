import { Service, computed, signal } from '@angular/core';

/** Staff look at a course as one of its groups sees it. Read-only, and over when the page is closed. */
@Service()
export class ViewAs {
  private readonly chosen = signal<{ id: string; name: string } | undefined>(undefined);
  readonly group = this.chosen.asReadonly();
  /** Goes with every request; what is on screen loads again when it changes. */
  readonly headers = computed<Record<string, string>>(() => {
    const group = this.chosen();
    return group ? { 'x-holdout-view-as': group.id } : {};
  });

  /** The address of a download or a stream, to which a browser adds no headers. */
  address(url: string): string {
    const group = this.chosen();
    return group ? `${url}${url.includes('?') ? '&' : '?'}view-as=${group.id}` : url;
  }

  begin(group: { id: string; name: string }): void {
    this.chosen.set(group);
  }

  end(): void {
    this.chosen.set(undefined);
  }
}
