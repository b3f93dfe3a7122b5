/**
 * Many ask at once, each something of its own: one question for all of them is under way, and whoever comes meanwhile waits
 * for the one after it. So an answer is never older than its question, and a crowd costs a query, not one each.
 * A key that `ask` leaves out is answered undefined.
 */
export class Gathered<V> {
  private waiting = new Set<string>();
  private current: Promise<unknown> | undefined;
  private next: Promise<ReadonlyMap<string, V>> | undefined;

  constructor(private readonly ask: (keys: readonly string[]) => Promise<ReadonlyMap<string, V>>) {}

  async get(key: string): Promise<V | undefined> {
    this.waiting.add(key);
    const answers = await (this.next ??= this.afterCurrent());
    return answers.get(key);
  }

  private async afterCurrent(): Promise<ReadonlyMap<string, V>> {
    await this.current;
    const keys = [...this.waiting];
    this.waiting = new Set();
    this.next = undefined;
    const asked = this.ask(keys);
    this.current = asked.catch(() => undefined); // whoever asked is told; whoever comes after asks anew
    return asked;
  }
}
