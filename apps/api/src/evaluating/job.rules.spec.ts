import { inputsDigest, limitsOf } from './job.rules';

const MiB = 1024 * 1024;
const python = { limits: { addressSpaceBytes: 4096 * MiB } };
const allowed = (memoryMiB: number, rows = 100, runtime: Parameters<typeof limitsOf>[1] = python) =>
  limitsOf({ limits: { cpuSeconds: 60, memoryMiB } }, runtime, rows);

describe('what a run may take', () => {
  it('is the challenge’s, with four times the CPU’s time on the wall', () => {
    expect(allowed(1024)).toEqual({
      cpuMs: 60_000,
      wallMs: 240_000,
      memoryBytes: 1024 * MiB,
      addressSpaceBytes: 4096 * MiB,
      resultBytes: 8 * MiB,
      fileBytes: 64 * MiB,
      scratchBytes: 64 * MiB,
    });
  });

  it('leaves room for what many rows need', () => {
    expect(allowed(1024, 1_000_000)).toMatchObject({
      resultBytes: 128e6,
      fileBytes: 128e6,
      scratchBytes: 256e6,
    });
  });

  it('has address space for the memory it grants, and none where the runtime reserves without bounds', () => {
    expect(allowed(8192).addressSpaceBytes).toBe(16_384 * MiB);
    expect(allowed(8192, 100, { limits: {} }).addressSpaceBytes).toBeNull();
  });
});

describe('the digest of the inputs', () => {
  const upload = { kind: 'python', blob: 'aa', validation: null };
  const file = (name: 'train.csv' | 'test.csv' | 'dictionary.csv', blob: string) => ({
    name,
    blob,
    bytes: 1,
  });
  const challenge = {
    limits: { cpuSeconds: 60, memoryMiB: 1024 },
    files: [file('train.csv', 'bb'), file('test.csv', 'cc'), file('dictionary.csv', 'dd')],
  };
  const digest = inputsDigest(upload, challenge);

  it('is the same for the same, in whatever order the files stand, and whatever is not seen inside', () => {
    const others = [file('dictionary.csv', 'ee'), file('test.csv', 'cc'), file('train.csv', 'bb')];
    expect(inputsDigest(upload, { ...challenge, files: others })).toBe(digest);
  });

  it('changes with the upload, its kind, each file of data and each limit', () => {
    const changed = [
      inputsDigest({ ...upload, blob: 'ab' }, challenge),
      inputsDigest({ ...upload, kind: 'predictions' }, challenge),
      inputsDigest({ ...upload, validation: 'ff' }, challenge),
      inputsDigest(upload, {
        ...challenge,
        files: [file('train.csv', 'bc'), file('test.csv', 'cc')],
      }),
      inputsDigest(upload, {
        ...challenge,
        files: [file('train.csv', 'bb'), file('test.csv', 'cd')],
      }),
      inputsDigest(upload, { ...challenge, limits: { cpuSeconds: 61, memoryMiB: 1024 } }),
      inputsDigest(upload, { ...challenge, limits: { cpuSeconds: 60, memoryMiB: 1025 } }),
    ];
    expect(new Set([digest, ...changed]).size).toBe(changed.length + 1);
  });
});
