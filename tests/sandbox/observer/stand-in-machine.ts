import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';

/** Namespaces of their own, made here, in the place of a sandbox: the host's network is left alone. */
export interface StandInMachine extends AsyncDisposable {
  /** Its first process, as this machine counts. */
  readonly pid: number;
  /** Runs argv inside; rejects nothing, throws when it fails. Returns what it prints. */
  run(...argv: readonly [string, ...string[]]): string;
  /** The same in one of its named network namespaces. */
  runIn(name: string, ...argv: readonly [string, ...string[]]): string;
  /** Leaves a TCP server behind there; resolves once it listens. */
  listen(address: string, port: number): Promise<void>;
  end(): Promise<void>;
}

/** Its first process waits for the end of its input, so that the machine ends with whoever started it, however that ends. */
const BOOT = 'mount -t tmpfs none /run && mkdir /run/netns && ip link set lo up && echo ready && exec cat';

export async function startStandIn(): Promise<StandInMachine> {
  const flags = ['--net', '--mount', '--uts', '--pid', '--fork', '--kill-child', '--mount-proc'];
  const child = spawn('/usr/bin/unshare', [...flags, '/bin/sh', '-c', BOOT], { stdio: ['pipe', 'pipe', 'inherit'] });
  const exited = once(child, 'exit');
  await once(createInterface(child.stdout), 'line');
  const pid = Number(readFileSync(`/proc/${child.pid}/task/${child.pid}/children`, 'utf8').trim());
  const run = (...argv: string[]) => execFileSync('/usr/bin/nsenter', ['-a', '-t', String(pid), '--', ...argv]).toString();
  const end = async () => {
    child.kill('SIGKILL');
    await exited;
  };
  return {
    pid,
    run,
    runIn: (name, ...argv) => run('nsenter', `--net=/run/netns/${name}`, ...argv),
    listen: async (address, port) => {
      const family = address.includes(':') ? 'AF_INET6' : 'AF_INET';
      const bound = `socket.create_server(("${address}", ${port}), family=socket.${family})`;
      const program = `import socket, time; s = ${bound}; print(flush=True); time.sleep(1000)`;
      const argv = ['-a', '-t', String(pid), '--', '/usr/bin/python3', '-c', program];
      const server = spawn('/usr/bin/nsenter', argv, { stdio: ['ignore', 'pipe', 'inherit'] });
      await once(server.stdout, 'data');
    },
    end,
    [Symbol.asyncDispose]: end,
  };
}
