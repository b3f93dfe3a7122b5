import autocannon from 'autocannon';

/** Many requests for some seconds; `faults` counts what failed or was refused. */
export async function fire(options) {
  const result = await autocannon({ connections: 10, ...options });
  return { ...result, faults: result.errors + result.timeouts + result['4xx'] + result['5xx'] };
}
