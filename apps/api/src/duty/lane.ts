/** Claims one thing that is due, and answers with the deed; undefined when nothing is. */
type Next = () => Promise<(() => Promise<void>) | undefined>;

/** Does what is due, so many at once; whoever waits in one lane does not hold up another. */
export class Lane {
  private readonly running = new Set<Promise<void>>();
  private looking: Promise<void> | undefined;
  private woken = false;
  private closed = false;

  constructor(
    private readonly width: number,
    private readonly next: Next,
    private readonly fault: (error: unknown) => void,
  ) {}

  get busy(): number {
    return this.running.size;
  }

  /** Something may be due. A call while it looks makes it look once more: nothing falls between. */
  wake(): void {
    this.woken = true;
    this.looking ??= this.look().finally(() => {
      this.looking = undefined;
      if (this.woken && !this.closed) this.wake();
    });
  }

  /** Takes nothing more. Answers when all that runs has ended. */
  async close(): Promise<void> {
    this.closed = true;
    await this.looking;
    await Promise.all(this.running);
  }

  private async look(): Promise<void> {
    try {
      while (this.woken && !this.closed) {
        this.woken = false;
        while (this.running.size < this.width && (await this.takeOne()));
      }
    } catch (error) {
      this.woken = false;
      this.fault(error);
    }
  }

  private async takeOne(): Promise<boolean> {
    if (this.closed) return false;
    const deed = await this.next();
    if (!deed) return false;
    const run = deed()
      .catch(this.fault)
      .finally(() => {
        this.running.delete(run);
        if (!this.closed) this.wake();
      });
    this.running.add(run);
    return true;
  }
}
