const EVERY_MS = 15_000;

/**
 * Does some work while its lease is prolonged; when that fails because somebody else has it, the signal says so. A
 * database that is away for a moment is no reason to stop: what is stored names the attempt.
 */
export async function underLease<T>(
  prolong: () => Promise<boolean>,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const lost = new AbortController();
  const timer = setInterval(() => {
    prolong().then(
      (held) => {
        if (!held) lost.abort();
      },
      () => undefined,
    );
  }, EVERY_MS);
  try {
    return await work(lost.signal);
  } finally {
    clearInterval(timer);
  }
}
