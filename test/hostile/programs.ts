import { type Limits, type SandboxVerdict } from '@holdout/ml/sandbox';

/** What must come of a hostile program: how it may end, and how often at least it must have been held. */
export interface Expectation {
  readonly program: string;
  readonly ends: readonly SandboxVerdict[];
  readonly held?: number;
  readonly limits?: Partial<Limits>;
}

const MiB = 1024 * 1024;

export const FILES: readonly Expectation[] = [
  { program: 'labels_by_path', ends: ['ok'], held: 10 },
  { program: 'system_secrets', ends: ['ok'], held: 12 },
  { program: 'other_jobs', ends: ['ok'], held: 6 },
  { program: 'environment_of_pid_1', ends: ['ok'], held: 1 },
  { program: 'own_environment', ends: ['ok'], held: 1 },
  { program: 'other_command_lines', ends: ['ok'], held: 1 },
  { program: 'inherited_descriptor', ends: ['ok'], held: 1 },
  { program: 'private_file', ends: ['ok'], held: 1 },
  { program: 'writes', ends: ['ok'], held: 22 },
];

export const OUTPUTS: readonly Expectation[] = [
  { program: 'link_to_labels', ends: ['no_result'] },
  { program: 'link_to_root', ends: ['no_result'] },
  { program: 'link_to_input', ends: ['no_result'] },
  { program: 'fifo_result', ends: ['no_result'] },
  { program: 'folder_result', ends: ['no_result'] },
  { program: 'device_result', ends: ['no_result'], held: 1 },
  { program: 'socket_result', ends: ['no_result'] },
  { program: 'unreadable_result', ends: ['no_result'] },
  { program: 'result_of_one_gigabyte', ends: ['disk_limit'] },
  { program: 'sparse_result', ends: ['result_limit'] },
  { program: 'two_large_results', ends: ['result_limit'] },
  { program: 'million_columns', ends: ['ok'] },
  { program: 'line_without_end', ends: ['output_limit'] },
  { program: 'stderr_flood', ends: ['output_limit'] },
  { program: 'lying_stdout', ends: ['ok'] },
  { program: 'forged_frame', ends: ['ok'], held: 2 },
  { program: 'swaps_after_the_end', ends: ['ok', 'no_result'] },
];

export const RESOURCES: readonly Expectation[] = [
  { program: 'busy_loop', ends: ['cpu_limit'] },
  { program: 'ignores_signals', ends: ['cpu_limit'] },
  { program: 'sleeps_for_ever', ends: ['wall_limit'], limits: { wallMs: 1_500 } },
  { program: 'stops_its_parent', ends: ['wall_limit'], limits: { wallMs: 1_500 } },
  { program: 'thirty_busy_processes', ends: ['cpu_limit'] },
  { program: 'short_children', ends: ['cpu_limit'] },
  // Nobody's time: then the wall ends it.
  {
    program: 'short_children_unwaited',
    ends: ['cpu_limit', 'wall_limit'],
    limits: { wallMs: 4_000 },
  },
  { program: 'fork_bomb', ends: ['cpu_limit'] },
  { program: 'forks_until_refused', ends: ['process_limit'] },
  { program: 'thread_bomb', ends: ['process_limit'] },
  { program: 'slow_memory', ends: ['memory_limit'] },
  { program: 'sudden_memory', ends: ['memory_limit'] },
  { program: 'forty_times_forty', ends: ['memory_limit'] },
  { program: 'non_dumpable', ends: ['memory_limit'] },
  { program: 'socket_buffers', ends: ['memory_limit'] },
  { program: 'memory_outside_the_count', ends: ['ok'], held: 12 },
  { program: 'shared_memory', ends: ['ok'], held: 2 },
  { program: 'pipes_and_descriptors', ends: ['ok'] },
  {
    program: 'full_disks',
    ends: ['ok'],
    held: 5,
    limits: { memoryBytes: 512 * MiB, cpuMs: 4_000 },
  },
  { program: 'ten_gigabytes', ends: ['disk_limit'] },
  { program: 'sparse_and_fallocated', ends: ['ok'], held: 4 },
  { program: 'many_files', ends: ['disk_limit'] },
  { program: 'nested_folders', ends: ['disk_limit'] },
  { program: 'raises_limits', ends: ['ok'], held: 20 },
  { program: 'core_dump', ends: ['runtime_error'] },
];

export const KERNEL: readonly Expectation[] = [
  { program: 'network', ends: ['ok'], held: 50 },
  { program: 'user_namespaces', ends: ['ok'], held: 29 },
  { program: 'mounts', ends: ['ok'], held: 38 },
  { program: 'setuid_binaries', ends: ['ok'], held: 11 },
  { program: 'devices', ends: ['ok'], held: 26 },
  { program: 'kernel_calls', ends: ['ok'], held: 35 },
  { program: 'terminal_tricks', ends: ['ok'], held: 36 },
  { program: 'other_numbers', ends: ['ok'], held: 1 },
  { program: 'daemon', ends: ['ok'] },
  { program: 'kills_its_parent', ends: ['runtime_error'] },
  { program: 'kills_everybody', ends: ['runtime_error'], held: 1 },
];

/** The same in the other languages, where their own means differ from Python's; by file name. */
export const LANGUAGES: readonly Expectation[] = [
  { program: 'labels_by_path.R', ends: ['ok'], held: 9 },
  { program: 'network.R', ends: ['ok'], held: 12 },
  { program: 'writes.R', ends: ['ok'], held: 18 },
  { program: 'fork_bomb.R', ends: ['cpu_limit', 'process_limit', 'memory_limit'] },
  { program: 'sudden_memory.R', ends: ['memory_limit', 'runtime_error'] },
  { program: 'labels_by_path.mjs', ends: ['ok'], held: 10 },
  { program: 'network.mjs', ends: ['ok'], held: 12 },
  { program: 'writes.mjs', ends: ['ok'], held: 16 },
  { program: 'fork_bomb.mjs', ends: ['cpu_limit', 'process_limit', 'memory_limit'] },
  {
    program: 'thread_bomb.mjs',
    ends: ['cpu_limit', 'process_limit', 'memory_limit', 'runtime_error'],
  },
  { program: 'slow_memory.mjs', ends: ['memory_limit'] },
];
