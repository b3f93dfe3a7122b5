interface Asked<V> {
  readonly answer: Promise<V>;
  next: Promise<V> | undefined;
}

/**
 * Many ask the same at once: one question is under way, and whoever comes meanwhile shares the one after it. So an answer
 * is never older than its question, and a crowd costs as much as one who asks all the time.
 */
export class FreshAnswers<V> {
  private readonly asked = new Map<string, Asked<V>>();

  get(key: string, make: () => Promise<V>): Promise<V> {
    const current = this.asked.get(key);
    if (!current) return this.begin(key, make);
    const begin = () => this.begin(key, make);
    current.next ??= current.answer.then(begin, begin);
    return current.next;
  }

  private begin(key: string, make: () => Promise<V>): Promise<V> {
    const asked: Asked<V> = { answer: make(), next: undefined };
    this.asked.set(key, asked);
    const end = () => {
      if (asked.next === undefined) this.asked.delete(key);
    };
    asked.answer.then(end, end);
    return asked.answer;
  }
}
