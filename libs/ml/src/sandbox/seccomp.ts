/**
 * The system-call filter of the sandbox, assembled as classic BPF without a native library.
 *
 * Sources: linux/seccomp.h, linux/filter.h, the numbers of asm/unistd_64.h (x64) and asm-generic/unistd.h
 * (arm64). bubblewrap reads the bytes as `struct sock_filter[]` from `--seccomp FD`.
 */
export type Architecture = 'x64' | 'arm64';

/** `[code, jump if true, jump if false, constant]`; jumps count instructions to skip. */
type Instruction = readonly [code: number, jt: number, jf: number, k: number];

const LOAD = 0x20; // BPF_LD | BPF_W | BPF_ABS
const EQUAL = 0x15; // BPF_JMP | BPF_JEQ | BPF_K
const GREATER = 0x25; // BPF_JMP | BPF_JGT | BPF_K
const ANY_BIT = 0x45; // BPF_JMP | BPF_JSET | BPF_K
const RETURN = 0x06; // BPF_RET | BPF_K

const KILL_PROCESS = 0x80000000;
const ALLOW = 0x7fff0000;
const errno = (number: number): number => 0x00050000 | number;
const EPERM = errno(1);
const ENOSYS = errno(38);
const EAFNOSUPPORT = errno(97);

// struct seccomp_data { int nr; __u32 arch; __u64 instruction_pointer; __u64 args[6]; }, little endian.
const NUMBER = 0;
const ARCHITECTURE = 4;
const lowHalfOf = (argument: number): number => 16 + 8 * argument;

const AUDIT_ARCH: Record<Architecture, number> = { x64: 0xc000003e, arm64: 0xc00000b7 };

/** `mseal`, the last number that was reviewed. Newer calls, and x32's (bit 30), answer ENOSYS. */
const LAST_REVIEWED = 462;

/** Refused with EPERM. `[x64, arm64]`; null where the architecture does not have it. */
const REFUSED: Readonly<Record<string, readonly [number, number | null]>> = {
  // other processes' memory and descriptors
  ptrace: [101, 117],
  process_vm_readv: [310, 270],
  process_vm_writev: [311, 271],
  kcmp: [312, 272],
  pidfd_getfd: [438, 438],
  process_madvise: [440, 440],
  process_mrelease: [448, 448],
  // mounts and roots
  mount: [165, 40],
  umount2: [166, 39],
  pivot_root: [155, 41],
  chroot: [161, 51],
  move_mount: [429, 429],
  open_tree: [428, 428],
  fsopen: [430, 430],
  fsconfig: [431, 431],
  fsmount: [432, 432],
  fspick: [433, 433],
  mount_setattr: [442, 442],
  statmount: [457, 457],
  listmount: [458, 458],
  // namespaces
  unshare: [272, 97],
  setns: [308, 268],
  // keyrings outlive the process
  keyctl: [250, 219],
  add_key: [248, 217],
  request_key: [249, 218],
  // large kernel surfaces that no model needs
  bpf: [321, 280],
  perf_event_open: [298, 241],
  userfaultfd: [323, 282],
  io_uring_setup: [425, 425],
  io_uring_enter: [426, 426],
  io_uring_register: [427, 427],
  fanotify_init: [300, 262],
  vmsplice: [278, 75],
  tee: [276, 77],
  // the machine itself
  kexec_load: [246, 104],
  kexec_file_load: [320, 294],
  init_module: [175, 105],
  finit_module: [313, 273],
  delete_module: [176, 106],
  reboot: [169, 142],
  swapon: [167, 224],
  swapoff: [168, 225],
  sethostname: [170, 161],
  setdomainname: [171, 162],
  iopl: [172, null],
  ioperm: [173, null],
  acct: [163, 89],
  quotactl: [179, 60],
  quotactl_fd: [443, 443],
  settimeofday: [164, 170],
  clock_settime: [227, 112],
  adjtimex: [159, 171],
  clock_adjtime: [305, 266],
  syslog: [103, 116],
  vhangup: [153, 58],
  // files by handle go around the mounts
  name_to_handle_at: [303, 264],
  open_by_handle_at: [304, 265],
  // old calls
  lookup_dcookie: [212, 18],
  modify_ldt: [154, null],
  uselib: [134, null],
  ustat: [136, null],
  sysfs: [139, null],
  _sysctl: [156, null],
  nfsservctl: [180, 42],
  // where memory lies
  mbind: [237, 235],
  set_mempolicy: [238, 237],
  migrate_pages: [256, 238],
  move_pages: [279, 239],
  set_mempolicy_home_node: [450, 450],
  // memory that the guard would not see: System V, message queues, anonymous files
  shmget: [29, 194],
  shmat: [30, 196],
  shmctl: [31, 195],
  shmdt: [67, 197],
  semget: [64, 190],
  semop: [65, 193],
  semctl: [66, 191],
  semtimedop: [220, 192],
  msgget: [68, 186],
  msgsnd: [69, 189],
  msgrcv: [70, 188],
  msgctl: [71, 187],
  mq_open: [240, 180],
  mq_unlink: [241, 181],
  memfd_create: [319, 279],
  memfd_secret: [447, 447],
};

/** Judged by their arguments. */
const CLONE = { x64: 56, arm64: 220 };
const CLONE3 = { x64: 435, arm64: 435 };
const SOCKET = { x64: 41, arm64: 198 };
const SOCKETPAIR = { x64: 53, arm64: 199 };
const SETSOCKOPT = { x64: 54, arm64: 208 };
const IOCTL = { x64: 16, arm64: 29 };
const PERSONALITY = { x64: 135, arm64: 92 };
const MMAP = { x64: 9, arm64: 222 };

// CLONE_NEWNS | NEWCGROUP | NEWUTS | NEWIPC | NEWUSER | NEWPID | NEWNET. (NEWTIME is clone3's alone.)
const ANY_NAMESPACE = 0x7e020000;
const AF_UNIX = 1;
const BUFFER_SIZES = [7 /* SO_SNDBUF */, 32 /* SO_SNDBUFFORCE */];
const TERMINAL_TRICKS = [0x5412 /* TIOCSTI */, 0x541c /* TIOCLINUX */, 0x5423 /* TIOCSETD */];
const MAP_SHARED = 0x01; // MAP_SHARED_VALIDATE has the bit too
const MAP_ANONYMOUS = 0x20;
const MAP_HUGETLB = 0x40000;
const QUERY_PERSONALITY = 0xffffffff;

/** What is done to the call whose number is loaded: `when` it is that one, `then` decides it, and it ends in a return. */
function when(number: number, then: readonly Instruction[]): Instruction[] {
  return [[EQUAL, 0, then.length, number], ...then];
}

const load = (offset: number): Instruction => [LOAD, 0, 0, offset];
const answer = (value: number): Instruction => [RETURN, 0, 0, value];
/** Goes on to the next instruction when it holds, else skips one. */
const ifEqual = (value: number): Instruction => [EQUAL, 0, 1, value];
const ifAnyBit = (mask: number): Instruction => [ANY_BIT, 0, 1, mask];

function program(architecture: Architecture): Instruction[] {
  const column = architecture === 'x64' ? 0 : 1;
  const refused = Object.values(REFUSED)
    .map((numbers) => numbers[column])
    .filter((number) => number !== null);
  const onlyUnixSockets = [
    load(lowHalfOf(0)),
    ifEqual(AF_UNIX),
    answer(ALLOW),
    answer(EAFNOSUPPORT),
  ];
  return [
    // 32-bit programs on x64 (int 0x80) have other numbers: never look at them.
    load(ARCHITECTURE),
    [EQUAL, 1, 0, AUDIT_ARCH[architecture]],
    answer(KILL_PROCESS),
    load(NUMBER),
    [GREATER, 0, 1, LAST_REVIEWED],
    answer(ENOSYS),
    ...refused.flatMap((number) => when(number, [answer(EPERM)])),
    // Its flags lie in memory, where a filter cannot look; the C library falls back to clone.
    ...when(CLONE3[architecture], [answer(ENOSYS)]),
    ...when(CLONE[architecture], [
      load(lowHalfOf(0)),
      ifAnyBit(ANY_NAMESPACE),
      answer(EPERM),
      answer(ALLOW),
    ]),
    // The kernel reads 32 bits of the request; comparing 64 lets high bits through (CVE-2019-10063).
    ...when(IOCTL[architecture], [
      load(lowHalfOf(1)),
      ...TERMINAL_TRICKS.flatMap((request) => [ifEqual(request), answer(EPERM)]),
      answer(ALLOW),
    ]),
    ...when(SOCKET[architecture], onlyUnixSockets),
    ...when(SOCKETPAIR[architecture], onlyUnixSockets),
    // What lies in a socket is in no process's memory: the guard counts sockets at the size they are born with.
    ...when(SETSOCKOPT[architecture], [
      load(lowHalfOf(2)),
      ...BUFFER_SIZES.flatMap((option) => [ifEqual(option), answer(EPERM)]),
      answer(ALLOW),
    ]),
    // Shared anonymous pages survive MADV_DONTNEED outside the resident set, huge pages are never in it: both
    // would dodge the guard. Python's multiprocessing uses files in /dev/shm, whose size is bounded.
    ...when(MMAP[architecture], [
      load(lowHalfOf(3)),
      ifAnyBit(MAP_HUGETLB),
      answer(EPERM),
      [ANY_BIT, 1, 0, MAP_ANONYMOUS],
      answer(ALLOW),
      ifAnyBit(MAP_SHARED),
      answer(EPERM),
      answer(ALLOW),
    ]),
    ...when(PERSONALITY[architecture], [
      load(lowHalfOf(0)),
      ifEqual(0),
      answer(ALLOW),
      ifEqual(QUERY_PERSONALITY),
      answer(ALLOW),
      answer(EPERM),
    ]),
    answer(ALLOW),
  ];
}

/**
 * The filter's bytes for an architecture (`process.arch`): 8 bytes per instruction, little endian, as both
 * architectures are. Wrong architecture kills the process; unknown, future and x32 numbers and `clone3` answer
 * ENOSYS; what is refused answers EPERM, sockets of other families EAFNOSUPPORT; the rest is allowed.
 *
 * @throws RangeError on an architecture whose numbers are not in the table.
 */
export function seccompFilter(architecture: string): Buffer {
  if (architecture !== 'x64' && architecture !== 'arm64')
    throw new RangeError(`no system-call table for ${architecture}`);
  const instructions = program(architecture);
  const bytes = Buffer.alloc(instructions.length * 8);
  for (const [index, [code, jt, jf, k]] of instructions.entries()) {
    const at = index * 8;
    bytes.writeUInt16LE(code, at);
    bytes.writeUInt8(jt, at + 2);
    bytes.writeUInt8(jf, at + 3);
    bytes.writeUInt32LE(k >>> 0, at + 4);
  }
  return bytes;
}
