/** What the self-test tries, one by one; a failed one is named by these words. */
export const CHECKS = [
  'canary_hidden',
  'root_read_only',
  'no_secret_in_pid_1',
  'loopback_only',
  'own_pid_namespace',
  'uid_not_root',
  'no_capabilities',
  'no_new_privileges',
  'seccomp_on',
  'user_namespaces_refused',
  'no_inherited_descriptor',
  'process_limit',
  'file_size_limit',
  'host_loopback_unreachable',
  'result_pipe',
  'memory_kill',
  'wall_kill',
  'output_kill',
] as const;
export type Check = (typeof CHECKS)[number];

/** Why code cannot run here. The web has a sentence for each, with `facts` in it. */
export type SelfTestFault =
  | { readonly code: 'not_linux'; readonly fix: string }
  | { readonly code: 'bubblewrap_missing'; readonly fix: string }
  | { readonly code: 'bubblewrap_too_old'; readonly found: string; readonly fix: string }
  | { readonly code: 'python_missing'; readonly fix: string }
  | { readonly code: 'user_namespaces_refused'; readonly detail: string; readonly fix: string }
  | { readonly code: 'folder_unreachable'; readonly folder: string; readonly fix: string }
  | {
      readonly code: 'check_failed';
      readonly check: Check;
      readonly detail: string;
      readonly fix: string;
    };

/** Fail closed: code is accepted only where `usable` is true, and that only where every check held. */
export type SelfTest =
  | { readonly usable: true; readonly isolation: string; readonly tookMs: number }
  | { readonly usable: false; readonly faults: readonly SelfTestFault[]; readonly tookMs: number };
