import { Gathered } from './gathered';

/** Answers upper case; each question is held until it is let go. */
function aSlowQuestion() {
  const asked: { keys: readonly string[]; answer: (fault?: Error) => void }[] = [];
  const gathered = new Gathered<string>(
    (keys) =>
      new Promise((resolve, reject) => {
        asked.push({
          keys,
          answer: (fault) => {
            if (fault) reject(fault);
            else
              resolve(new Map(keys.filter((k) => k !== 'nobody').map((k) => [k, k.toUpperCase()])));
          },
        });
      }),
  );
  const settled = () => new Promise((resolve) => setImmediate(resolve));
  return { gathered, asked, settled };
}

it('asks once for all who came while another question was under way', async () => {
  const { gathered, asked, settled } = aSlowQuestion();
  const first = gathered.get('a');
  await settled();
  const later = [gathered.get('b'), gathered.get('c'), gathered.get('b'), gathered.get('nobody')];
  await settled();
  expect(asked.map(({ keys }) => keys)).toEqual([['a']]);
  asked[0]?.answer();
  await settled();
  asked[1]?.answer();
  expect(await first).toBe('A');
  expect(await Promise.all(later)).toEqual(['B', 'C', 'B', undefined]);
  expect(asked.map(({ keys }) => keys)).toEqual([['a'], ['b', 'c', 'nobody']]);
});

it('never answers with what was asked before', async () => {
  const { gathered, asked, settled } = aSlowQuestion();
  const before = gathered.get('a');
  await settled();
  const after = gathered.get('a');
  asked[0]?.answer();
  await before;
  await settled();
  expect(asked).toHaveLength(2);
  asked[1]?.answer();
  expect(await after).toBe('A');
});

it('tells a failure to those who asked, and asks anew for the next', async () => {
  const { gathered, asked, settled } = aSlowQuestion();
  const unlucky = gathered.get('a');
  const outcome = expect(unlucky).rejects.toThrow('away');
  await settled();
  const lucky = gathered.get('b');
  asked[0]?.answer(new Error('away'));
  await outcome;
  await settled();
  asked[1]?.answer();
  expect(await lucky).toBe('B');
});
