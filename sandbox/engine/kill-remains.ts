import { cgroupFolders, membersOf, removeCgroups } from './engine-cgroups.ts';
import type { EngineHome } from './engine-home.ts';
import { containerdPid, dockerdPid, signalProcess, until } from './engine-processes.ts';

const KILL_TIMEOUT_MS = 10_000;

/**
 * Ends every process of this home's engine and sandboxes, without asking the engine, and removes its cgroups. Its mounts
 * and network namespaces end with the processes, since they live in namespaces that only those hold.
 */
export async function killRemains(engine: EngineHome): Promise<void> {
  await until(async () => {
    const folders = await cgroupFolders(engine.cgroup);
    const pids = new Set([dockerdPid(engine), containerdPid(engine), ...membersOf(folders)]);
    for (const pid of pids) if (pid !== undefined && pid !== process.pid) signalProcess(pid, 'SIGKILL');
    return removeCgroups(folders) === 0 && [...pids].every((pid) => pid === undefined);
  }, KILL_TIMEOUT_MS);
}
