/** What every `vethlab` command ends with; `--help` says so too. */
export const EXIT_WELL = 0;
export const EXIT_FAILED = 1;
export const EXIT_WRONG_USAGE = 2;

export type ExitCode = typeof EXIT_WELL | typeof EXIT_FAILED | typeof EXIT_WRONG_USAGE;
