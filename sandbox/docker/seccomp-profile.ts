/** errno numbers, the same on amd64 and arm64. */
const EPERM = 1;
const ENOSYS = 38;

/**
 * Kernel services that are counted per uid or per system and not per sandbox. All sandboxes share one uid range, so one
 * learner could use up everybody's. Programs take "no such call" as an old kernel and do without: runc starts containers
 * without session keys, `tail -f` polls.
 */
const SHARED_BY_ALL = [
  'add_key',
  'keyctl',
  'request_key',
  // Counted against the host's root, 128 of them by default.
  'inotify_init',
  'inotify_init1',
  'fanotify_init',
];

/** Large, young parts of the kernel that no lab needs, and favourites of those who break out. */
const ATTACK_SURFACE = [
  'io_uring_setup',
  'io_uring_enter',
  'io_uring_register',
  'userfaultfd',
  'perf_event_open',
  'bpf',
  'lookup_dcookie',
  'modify_ldt',
  'vmsplice',
];

/** What only the owner of the whole computer may do. Capabilities deny it already; this is the second lock. */
const WHOLE_COMPUTER = [
  'acct',
  'adjtimex',
  'clock_adjtime',
  'clock_settime',
  'delete_module',
  'finit_module',
  'init_module',
  'ioperm',
  'iopl',
  'kexec_file_load',
  'kexec_load',
  'migrate_pages',
  'move_pages',
  'nfsservctl',
  'open_by_handle_at',
  'quotactl',
  'quotactl_fd',
  'settimeofday',
  'swapoff',
  'swapon',
  'syslog',
];

/**
 * The sandbox's seccomp profile, in the engine's JSON. A Docker host runs in there, so it needs most of the kernel: mounts,
 * namespaces, networks. Calls of any architecture but the machine's own (32-bit, x32) end the process.
 */
export function seccompProfile(): string {
  return JSON.stringify({
    defaultAction: 'SCMP_ACT_ALLOW',
    archMap: [
      { architecture: 'SCMP_ARCH_X86_64', subArchitectures: [] },
      { architecture: 'SCMP_ARCH_AARCH64', subArchitectures: [] },
    ],
    syscalls: [deny([...SHARED_BY_ALL, ...ATTACK_SURFACE], ENOSYS), deny(WHOLE_COMPUTER, EPERM)],
  });
}

function deny(names: readonly string[], errnoRet: number) {
  return { names, action: 'SCMP_ACT_ERRNO', errnoRet };
}
