import type { Challenge, Submission } from '@holdout/contracts';

import { Laboratory, rowsOf } from '../support/laboratory';

jest.setTimeout(120_000); // each deed starts a thread that compiles its own code

const END = '2026-03-20T05:00:00Z';

/** A number that follows x, or follows nothing; noise that is the same every time. */
function aTable(rows: number, slope: number): string {
  let state = 1;
  const noise = () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
  const lines = Array.from({ length: rows }, () => {
    const x = noise() * 10;
    return `${x.toFixed(4)},${'abc'[Math.floor(noise() * 3)]!},${(slope * x + 5 * noise()).toFixed(4)}`;
  });
  return `x,tipo,y\n${lines.join('\n')}\n`;
}

describe('the skill of a challenge', () => {
  let lab: Laboratory;
  beforeAll(async () => {
    lab = await Laboratory.open();
  });
  afterAll(() => lab.close());

  const ask = {
    target: { kind: 'column', column: 'y' },
    task: 'regression',
    closesAt: END,
  } as const;
  const seenBy = async (who: 'instructor' | 'student', { id }: Challenge): Promise<Challenge> =>
    (await lab.t.as(lab[who]).get(`${lab.path}/challenges/${id}`).expect(200)).body as Challenge;
  const warned = ({ warnings }: Challenge, code: string) =>
    warnings.find((each) => each.code === code);

  /** Sends what `predict` says of each row of test.csv, and answers its page as each sees it. */
  async function sent(challenge: Challenge, predict: (row: Record<string, string>) => number) {
    const rows = rowsOf(await lab.file(challenge.id, 'test.csv'));
    const lines = rows.map((row) => `${row['id']!},${predict(row)}`);
    const { body } = await lab.t
      .as(lab.student)
      .post(`${lab.path}/challenges/${challenge.id}/submissions`)
      .set('idempotency-key', lab.t.nextKey())
      .attach('file', Buffer.from(['id,prediction', ...lines].join('\n')), 'predictions.csv')
      .expect(201);
    await lab.worker.evaluate();
    const page = async (who: 'instructor' | 'student') => {
      const path = `${lab.path}/submissions/${(body as Submission).id}`;
      const answer = (await lab.t.as(lab[who]).get(path).expect(200)).body as Submission;
      return answer.scores.filter(({ metric }) => metric === 'skill');
    };
    return { staff: await page('instructor'), student: await page('student') };
  }

  describe('where the reference has learnt something', () => {
    let challenge: Challenge;
    beforeAll(async () => {
      const { version } = await lab.aSplit(aTable(1000, 2));
      challenge = await lab.published(version.id, { ...ask, metric: 'rmse' });
    });

    it('stands between the naive model that cross-validation chose and the reference', async () => {
      expect(challenge.skill).toMatchObject({
        exists: true,
        baseline: 'mean',
        reference: 'reference-linear',
        tried: [
          { kind: 'mean', value: expect.any(Number) },
          { kind: 'median', value: expect.any(Number) },
        ],
        parts: [{ part: 'public' }, { part: 'private' }],
      });
      for (const { difference, standardError } of challenge.skill!.parts)
        expect(difference).toBeGreaterThan(2 * standardError!);
      const seen = await seenBy('student', challenge);
      expect(seen.skill).toMatchObject({
        exists: true,
        baseline: 'mean',
        parts: [{ part: 'public', difference: null, standardError: null }],
      });
      expect(warned(challenge, 'no-skill')).toBeUndefined();
    });

    it('is measured of every submission, the public one told with four digits, the private one to staff', async () => {
      const train = rowsOf(await lab.file(challenge.id, 'train.csv'));
      const mean = train.reduce((sum, { y }) => sum + Number(y) / train.length, 0);
      const bobo = await sent(challenge, () => mean);
      for (const { value, low, high } of bobo.staff)
        for (const figure of [value, low, high]) expect(figure).toBeCloseTo(0, 6);
      const good = await sent(challenge, (row) => 2 * Number(row['x']) + 2.5);
      expect(good.staff.map(({ part }) => part).sort()).toEqual(['private', 'public']);
      for (const { value, low, high } of good.staff) {
        expect(Math.abs(value! - 1)).toBeLessThan(0.05);
        expect(low).toBeLessThanOrEqual(value!);
        expect(high).toBeGreaterThanOrEqual(value!);
      }
      const own = good.staff.find(({ part }) => part === 'public')!;
      expect(good.student).toEqual([
        expect.objectContaining({ part: 'public', value: Number(own.value!.toPrecision(4)) }),
      ]);
    });
  });

  describe('where it has not', () => {
    let challenge: Challenge;
    beforeAll(async () => {
      const { version } = await lab.aSplit(aTable(400, 0));
      challenge = await lab.published(version.id, { ...ask, metric: 'mae' });
    });

    it('is none: staff are told at publication, with the figures of both parts', () => {
      expect(challenge.state).toBe('open');
      expect(challenge.skill).toMatchObject({
        exists: false,
        parts: [{ part: 'public' }, { part: 'private' }],
      });
      expect(warned(challenge, 'no-skill')?.facts).toMatchObject({
        reference: 'reference-linear',
        publicDifference: expect.any(Number),
        publicError: expect.any(Number),
        privateDifference: expect.any(Number),
        privateError: expect.any(Number),
      });
    });

    it('and students learn that there is none, and nothing of why', async () => {
      const seen = await seenBy('student', challenge);
      expect(seen.skill?.exists).toBe(false);
      expect(JSON.stringify(seen.skill)).not.toContain('private');
      for (const { difference, standardError } of seen.skill!.parts)
        expect([difference, standardError]).toEqual([null, null]);
      expect(seen.warnings.map(({ code }) => code)).toEqual(['few-public-rows']);
      expect(warned(seen, 'few-public-rows')?.facts['standardError']).toBeGreaterThan(0);
    });

    it('and no submission has one', async () => {
      const { staff, student } = await sent(challenge, () => 2.5);
      expect([staff, student]).toEqual([[], []]);
    });
  });
});
