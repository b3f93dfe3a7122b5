import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { type Architecture, seccompFilter } from './seccomp';

const ALLOW = 'allow';
const EPERM = 'errno 1';
const ENOSYS = 'errno 38';
const EAFNOSUPPORT = 'errno 97';
const AUDIT = { x64: 0xc000003e, arm64: 0xc00000b7, i386: 0x40000003 };

interface Call {
  readonly number: number;
  readonly args?: readonly bigint[];
  readonly arch?: number;
}

/** Runs the program as the kernel would (seccomp(2)): over struct seccomp_data, to a decision. */
function decide(architecture: Architecture, { number, args = [], arch }: Call): string {
  const data = Buffer.alloc(64);
  data.writeUInt32LE(number, 0);
  data.writeUInt32LE(arch ?? AUDIT[architecture], 4);
  for (const [index, value] of args.entries())
    data.writeBigUInt64LE(BigInt.asUintN(64, value), 16 + 8 * index);
  const filter = seccompFilter(architecture);
  let accumulator = 0;
  for (let at = 0; at * 8 < filter.length; at++) {
    const code = filter.readUInt16LE(at * 8);
    const jt = filter.readUInt8(at * 8 + 2);
    const jf = filter.readUInt8(at * 8 + 3);
    const k = filter.readUInt32LE(at * 8 + 4);
    const jump = (holds: boolean): void => {
      at += holds ? jt : jf;
    };
    if (code === 0x20) accumulator = data.readUInt32LE(k);
    else if (code === 0x15) jump(accumulator === k);
    else if (code === 0x25) jump(accumulator > k);
    else if (code === 0x45) jump((accumulator & k) !== 0);
    else if (code === 0x06) return nameOf(k);
    else throw new Error(`instruction ${code.toString(16)}`);
  }
  throw new Error('the program ended without a decision');
}

function nameOf(action: number): string {
  if (action === 0x7fff0000) return ALLOW;
  if (action === 0x80000000) return 'kill';
  if (action >>> 16 === 5) return `errno ${action & 0xffff}`;
  throw new Error(`action ${action.toString(16)}`);
}

/** Numbers as linux/arch/x86/entry/syscalls/syscall_64.tbl and asm-generic/unistd.h have them. */
const NUMBERS = {
  x64: {
    read: 0,
    execve: 59,
    clone: 56,
    fork: 57,
    socket: 41,
    socketpair: 53,
    connect: 42,
    setsockopt: 54,
    ioctl: 16,
    mmap: 9,
    personality: 135,
    ptrace: 101,
    mount: 165,
    unshare: 272,
    setns: 308,
    keyctl: 250,
    bpf: 321,
    userfaultfd: 323,
    perf_event_open: 298,
    memfd_create: 319,
    shmget: 29,
    open_by_handle_at: 304,
    kexec_load: 246,
    clock_settime: 227,
  },
  arm64: {
    read: 63,
    execve: 221,
    clone: 220,
    socket: 198,
    socketpair: 199,
    connect: 203,
    setsockopt: 208,
    ioctl: 29,
    mmap: 222,
    personality: 92,
    ptrace: 117,
    mount: 40,
    unshare: 97,
    setns: 268,
    keyctl: 219,
    bpf: 280,
    userfaultfd: 282,
    perf_event_open: 241,
    memfd_create: 279,
    shmget: 194,
    open_by_handle_at: 265,
    kexec_load: 104,
    clock_settime: 112,
  },
} as const;

describe.each(['x64', 'arm64'] as const)('the filter of system calls, %s', (architecture) => {
  const n = NUMBERS[architecture];
  const decided = (number: number, ...args: (number | bigint)[]): string =>
    decide(architecture, { number, args: args.map(BigInt) });

  it('has the bytes that were reviewed', () => {
    // After a change that was meant: write the new bytes there, and say in the commit why.
    const golden = readFileSync(join(__dirname, `seccomp.${architecture}.golden`), 'latin1');
    expect(
      seccompFilter(architecture)
        .toString('hex')
        .replaceAll(/(.{16})/g, '$1\n'),
    ).toBe(golden);
  });

  it('kills what comes by another architecture, before it looks at the number', () => {
    for (const arch of Object.values(AUDIT).filter((value) => value !== AUDIT[architecture]))
      expect(decide(architecture, { number: n.read, arch })).toBe('kill');
  });

  it('does not know numbers that nobody reviewed, nor x32’s', () => {
    for (const number of [463, 467, 4000, 0x3fffffff, 0x40000000 | n.read, 0xffffffff])
      expect(decided(number)).toBe(ENOSYS);
    expect(decided(462)).toBe(ALLOW);
  });

  it('lets models compute', () => {
    for (const number of [n.read, n.execve, n.connect]) expect(decided(number)).toBe(ALLOW);
    if ('fork' in n) expect(decided(n.fork)).toBe(ALLOW);
  });

  it.each([
    'ptrace',
    'mount',
    'unshare',
    'setns',
    'keyctl',
    'bpf',
    'userfaultfd',
    'perf_event_open',
    'memfd_create',
    'shmget',
    'open_by_handle_at',
    'kexec_load',
    'clock_settime',
  ] as const)('refuses %s', (name) => {
    expect(decided(n[name])).toBe(EPERM);
  });

  it('refuses io_uring, mounts of the new kind and descriptors of others, whose numbers are everywhere the same', () => {
    for (const number of [425, 426, 427, 428, 429, 430, 431, 432, 433, 442, 438, 447])
      expect(decided(number)).toBe(EPERM);
  });

  it('lets processes and threads be made, and no namespace by any flag', () => {
    const thread = 0x3d0f00;
    expect(decided(n.clone, 17)).toBe(ALLOW);
    expect(decided(n.clone, thread)).toBe(ALLOW);
    for (const flag of [
      0x20000, 0x2000000, 0x4000000, 0x8000000, 0x10000000, 0x20000000, 0x40000000,
    ]) {
      expect(decided(n.clone, flag | 17)).toBe(EPERM);
      expect(decided(n.clone, BigInt(flag | 17) | (1n << 40n))).toBe(EPERM);
    }
    expect(decided(435)).toBe(ENOSYS);
  });

  it('knows sockets of the own machine only', () => {
    for (const number of [n.socket, n.socketpair]) {
      expect(decided(number, 1)).toBe(ALLOW);
      for (const family of [0, 2, 10, 16, 17, 38, 40, 44])
        expect(decided(number, family)).toBe(EAFNOSUPPORT);
      // The kernel reads an int: what stands above it does not make another family.
      expect(decided(number, (1n << 32n) | 2n)).toBe(EAFNOSUPPORT);
    }
  });

  it('lets no socket be made larger', () => {
    expect(decided(n.setsockopt, 3, 1, 2)).toBe(ALLOW);
    for (const option of [7, 32]) {
      expect(decided(n.setsockopt, 3, 1, option)).toBe(EPERM);
      expect(decided(n.setsockopt, 3, 1, (1n << 32n) | BigInt(option))).toBe(EPERM);
    }
  });

  it('reads the request of an ioctl as the kernel does: its low 32 bits', () => {
    expect(decided(n.ioctl, 0, 0x5401)).toBe(ALLOW);
    for (const request of [0x5412n, 0x541cn, 0x5423n])
      for (const high of [0n, 1n << 32n, 1n << 63n, 0xffffffffn << 32n])
        expect(decided(n.ioctl, 0, high | request)).toBe(EPERM);
  });

  it('maps no memory that the guard would not see', () => {
    const mmap = (flags: number): string => decided(n.mmap, 0, 4096, 3, flags, -1, 0);
    expect(mmap(0x22)).toBe(ALLOW); // private, anonymous
    expect(mmap(0x01)).toBe(ALLOW); // shared, of a file
    expect(mmap(0x4022)).toBe(ALLOW); // without reserve, as OpenBLAS does
    expect(mmap(0x21)).toBe(EPERM);
    expect(mmap(0x23)).toBe(EPERM);
    expect(mmap(0x40022)).toBe(EPERM);
    expect(mmap(0x54040022)).toBe(EPERM);
  });

  it('lets a personality be asked for, not changed', () => {
    expect(decided(n.personality, 0)).toBe(ALLOW);
    expect(decided(n.personality, 0xffffffff)).toBe(ALLOW);
    for (const persona of [0x0040000, 0x0008, 0x8000000])
      expect(decided(n.personality, persona)).toBe(EPERM);
  });
});

it('has no filter for a machine whose numbers are not known', () => {
  expect(() => seccompFilter('riscv64')).toThrow(RangeError);
});
