import { readFileSync } from 'node:fs';

/** What follows the command's name in /proc/PID/stat; `tpgid` is the process group in front of the terminal. */
const AFTER_NAME = /\) \S (?<ppid>-?\d+) (?<pgrp>-?\d+) (?<session>-?\d+) (?<tty>-?\d+) (?<tpgid>-?\d+) /;

/** Kills a shell and the program in front of it, which a shell with job control puts in a group of its own. */
export function killTerminal(shellPid: number): void {
  for (const group of [foregroundOf(shellPid), shellPid]) {
    try {
      if (group > 1) process.kill(-group, 'SIGKILL');
    } catch {
      // It has ended meanwhile.
    }
  }
}

function foregroundOf(shellPid: number): number {
  try {
    return Number(AFTER_NAME.exec(readFileSync(`/proc/${shellPid}/stat`, 'latin1'))?.groups?.tpgid ?? -1);
  } catch {
    return -1;
  }
}
