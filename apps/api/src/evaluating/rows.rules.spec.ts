import { heldOutRows, ofHeldOut, ofValidation, trainingRows } from './rows.rules';

/** Ids in no order; parts train, public, private, public, train. */
const TRUTH = {
  ids: Int32Array.of(50, 10, 40, 20, 30),
  parts: Uint8Array.of(0, 1, 2, 1, 0),
  truth: Float64Array.of(5, 1, 4, 2, 3),
  dependence: null,
};

describe('rows of a challenge', () => {
  it('are held out or of the training part, each with its place', () => {
    expect(heldOutRows(TRUTH)).toEqual({
      ids: Int32Array.of(10, 40, 20),
      at: Int32Array.of(1, 2, 3),
    });
    expect(trainingRows(TRUTH)).toEqual({ ids: Int32Array.of(50, 30), at: Int32Array.of(0, 4) });
  });

  it('bring predictions beside the truth of their own part', () => {
    const predictions = {
      rows: Int32Array.of(0, 1, 2),
      predicted: Float64Array.of(0.1, 0.4, 0.2),
      probability: null,
    };
    expect(ofHeldOut(TRUTH, heldOutRows(TRUTH), predictions)).toEqual([
      {
        part: 'public',
        truth: Float64Array.of(1, 2),
        predicted: Float64Array.of(0.1, 0.2),
        probability: null,
        dependence: null,
      },
      {
        part: 'private',
        truth: Float64Array.of(4),
        predicted: Float64Array.of(0.4),
        probability: null,
        dependence: null,
      },
    ]);
  });

  it('keep the probabilities of every class together', () => {
    const predictions = {
      rows: Int32Array.of(0, 1, 2),
      predicted: Float64Array.of(0, 1, 1),
      probability: Float64Array.of(0.9, 0.1, 0.3, 0.7, 0.2, 0.8),
    };
    const [ofPublic, ofPrivate] = ofHeldOut(TRUTH, heldOutRows(TRUTH), predictions);
    expect(ofPublic?.probability).toEqual(Float64Array.of(0.9, 0.1, 0.2, 0.8));
    expect(ofPrivate?.probability).toEqual(Float64Array.of(0.3, 0.7));
  });

  it('may be some of the training rows, or none', () => {
    const rows = trainingRows(TRUTH);
    const some = { rows: Int32Array.of(1), predicted: Float64Array.of(7), probability: null };
    expect(ofValidation(TRUTH, rows, some)).toEqual({
      part: 'validation',
      truth: Float64Array.of(3),
      predicted: Float64Array.of(7),
      probability: null,
      dependence: null,
    });
    const none = { rows: new Int32Array(), predicted: new Float64Array(), probability: null };
    expect(ofValidation(TRUTH, rows, none)).toBeUndefined();
  });

  it('of a series follow one another in time, whatever the order of the file', () => {
    const series = {
      ...TRUTH,
      dependence: { kind: 'time', codes: Int32Array.of(1, 3, 4, 2, 0), season: 2 },
    } as const;
    expect(heldOutRows(series).ids).toEqual(Int32Array.of(20, 10, 40));
    expect(trainingRows(series).ids).toEqual(Int32Array.of(30, 50));
    const predictions = {
      rows: Int32Array.of(0, 1, 2),
      predicted: Float64Array.of(0.2, 0.1, 0.4),
      probability: null,
    };
    const [shown] = ofHeldOut(series, heldOutRows(series), predictions);
    expect(shown).toMatchObject({
      truth: Float64Array.of(2, 1),
      predicted: Float64Array.of(0.2, 0.1),
      dependence: { kind: 'time', season: 2 },
    });
  });

  it('bring the codes of their groups', () => {
    const grouped = {
      ...TRUTH,
      dependence: { kind: 'groups', codes: Int32Array.of(0, 7, 3, 7, 0) },
    } as const;
    const predictions = {
      rows: Int32Array.of(0, 1, 2),
      predicted: Float64Array.of(0.1, 0.4, 0.2),
      probability: null,
    };
    const [shown, kept] = ofHeldOut(grouped, heldOutRows(grouped), predictions);
    expect(shown?.dependence).toEqual({ kind: 'groups', codes: Int32Array.of(7, 7) });
    expect(kept?.dependence).toEqual({ kind: 'groups', codes: Int32Array.of(3) });
  });
});
