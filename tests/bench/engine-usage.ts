import { existsSync, readFileSync, statfsSync } from 'node:fs';
import { join } from 'node:path';
import { cgroupFolders, membersOf } from '../../sandbox/engine/engine-cgroups.ts';
import { engineHome } from '../../sandbox/engine/engine-home.ts';

const MIB = 2 ** 20;
const MICROSECONDS_PER_TICK = 10_000;

/** What the engine of a home with all its sandboxes, and the server, take from the host. */
export interface Usage {
  readonly processes: number;
  /** Each process's share of the pages it has in memory; a page that several share is counted once in all. */
  readonly processMib: number;
  /** What the machines keep in their writable roots, which are in memory. */
  readonly rootMib: number;
  /** The kernel's own bookkeeping for all of the host: slabs, page tables, stacks. */
  readonly kernelMib: number;
  /** Of the engine's daemons, the observer and the machines. */
  readonly engineCpuUs: number;
  readonly serverCpuUs: number;
}

export async function usageOf(home: string, serverPid: number): Promise<Usage> {
  const folders = await cgroupFolders(engineHome(home).cgroup);
  const pids = [...membersOf(folders), serverPid];
  return {
    processes: pids.length,
    processMib: sum(pids.map(proportionalKib)) / 1024,
    rootMib: sum(writableRoots(pids)) / MIB,
    kernelMib: sum(['Slab', 'PageTables', 'KernelStack', 'Percpu'].map(meminfoKib)) / 1024,
    engineCpuUs: engineCpu(folders),
    serverCpuUs: processCpu(serverPid),
  };
}

/** 0 for a process that has ended meanwhile. */
function proportionalKib(pid: number): number {
  return Number(/^Pss:\s+(\d+)/m.exec(readOrEmpty(`/proc/${pid}/smaps_rollup`))?.[1] ?? 0);
}

/** Bytes used of each tmpfs that some process has as part of its file system; each is counted once. */
function writableRoots(pids: readonly number[]): number[] {
  const used = new Map<string, number>();
  for (const pid of pids) {
    for (const line of readOrEmpty(`/proc/${pid}/mountinfo`).split('\n')) {
      const [, , device = '', , mountPoint = ''] = line.split(' ');
      if (!line.includes(' - tmpfs ') || used.has(device)) continue;
      used.set(device, usedBytes(`/proc/${pid}/root${mountPoint}`));
    }
  }
  return [...used.values()];
}

function usedBytes(path: string): number {
  if (!existsSync(path)) return 0;
  const { blocks, bfree, bsize } = statfsSync(path);
  return (blocks - bfree) * bsize;
}

function meminfoKib(key: string): number {
  return Number(new RegExp(`^${key}:\\s+(\\d+)`, 'm').exec(readOrEmpty('/proc/meminfo'))?.[1] ?? 0);
}

/** The outermost folder of the cgroup counts for all below it, also for processes that have ended. */
function engineCpu(folders: readonly string[]): number {
  const outermost = folders.filter((folder) => !folders.some((other) => folder.startsWith(`${other}/`)));
  for (const folder of outermost) {
    const nanoseconds = readOrEmpty(join(folder, 'cpuacct.usage'));
    if (nanoseconds !== '') return Number(nanoseconds) / 1000;
    const microseconds = /^usage_usec (\d+)/m.exec(readOrEmpty(join(folder, 'cpu.stat')))?.[1];
    if (microseconds !== undefined) return Number(microseconds);
  }
  throw new Error('no cgroup tells the processor time of the engine');
}

/** User and system time of a process with all its threads. */
function processCpu(pid: number): number {
  const [utime = 0, stime = 0] = readOrEmpty(`/proc/${pid}/stat`).split(') ')[1]?.split(' ').slice(11, 13).map(Number) ?? [];
  return (utime + stime) * MICROSECONDS_PER_TICK;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function readOrEmpty(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
