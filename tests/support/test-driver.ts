import { randomUUID } from 'node:crypto';
import type Docker from 'dockerode';
import { inject } from 'vitest';
import { HOME_LABEL } from '../../sandbox/docker/container-options.ts';
import { DockerDriver } from '../../sandbox/docker/docker-driver.ts';
import { startEngine } from '../../sandbox/engine/start-engine.ts';

/** What most tests' machines are made with. */
export const SMALL = { memoryMib: 512, diskMib: 128, cpus: 1, pids: 512 } as const;

/** A part of the run's engine with containers of its own. */
export interface TestEngine extends AsyncDisposable {
  readonly docker: Docker;
  readonly label: string;
  /** Each call is like a server process of its own; the caller disposes of it. */
  openDriver(): DockerDriver;
  /** The containers made here, the observer's included. */
  containers(): Promise<Docker.ContainerInfo[]>;
}

/** Disposal removes every container made here, whoever has forgotten it. */
export async function openTestEngine(): Promise<TestEngine> {
  const { home, image } = inject('engine');
  const engine = await startEngine(home);
  const label = `${home}/${randomUUID()}`;
  const containers = () => engine.docker.listContainers({ all: true, filters: { label: [`${HOME_LABEL}=${label}`] } });
  return {
    docker: engine.docker,
    label,
    openDriver: () => new DockerDriver({ engine, image, home: label, isolation: { tier: 'userns' } }),
    containers,
    async [Symbol.asyncDispose]() {
      for (const { Id } of await containers()) await engine.docker.getContainer(Id).remove({ force: true, v: true });
    },
  };
}
