import { readFileSync } from 'node:fs';
import { expect } from 'vitest';
import type { Check, Question } from '../../labs/core/check.ts';
import { hostNamespace, pluggedContainers } from '../../labs/core/network.ts';
import type { Failed, Verdict } from '../../labs/core/verdict.ts';
import {
  type Container,
  type Link,
  type Namespace,
  type Observation,
  observationSchema,
  type ProbeResult,
  type Rule,
} from '../../sandbox/observation.ts';

/** Observations of a real machine, by the names of their files. */
export type Scene =
  | 'after-client-curl-8080'
  | 'container-network-host'
  | 'container-network-none'
  | 'docker0-deleted'
  | 'dockerd-killed'
  | 'fresh-machine'
  | 'nginx-default-bridge'
  | 'nginx-unpublished-exporter-published-8080'
  | 'two-containers-after-ping'
  | 'veth-detached-from-docker0'
  | 'veth-down';

export function scene(name: Scene): Observation {
  const file = new URL(`../fixtures/observations/${name}.json`, import.meta.url);
  return observationSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
}

/** The same machine after `docker network create shop`. */
export function withShop(observation: Observation): Observation {
  return changed(observation, (machine) => {
    const [bridge, name] = ['br-0123456789ab', 'shop'];
    host(machine).links.push({ ...hostLink(machine, 'docker0'), index: 77, name: bridge, addresses: [] });
    if (machine.docker.state !== 'running') throw new Error('Docker does not run in this scene');
    machine.docker.networks.push({ id: '0123456789ab', name, driver: 'bridge', bridge, options: {} });
  });
}

/** The same machine with something changed. */
export function changed(observation: Observation, change: (machine: Observation) => void): Observation {
  const machine = structuredClone(observation);
  change(machine);
  return observationSchema.parse(machine);
}

export function judge(check: Check, observation: Observation, past: Partial<Past> = {}): Verdict {
  return check.judge({ observation, baseline: past.baseline ?? observation, probes: past.probes ?? {} });
}

interface Past {
  readonly baseline: Observation;
  readonly probes: Readonly<Record<string, ProbeResult>>;
}

export function answerTo(question: Question, observation: Observation, answer: string): Verdict {
  return question.judge({ observation, baseline: observation, answer });
}

/** The failed verdict with this reason code. */
export function failedWith(reason: string) {
  return expect.objectContaining({ status: 'failed', reason }) as unknown as Failed;
}

export const PASSED = expect.objectContaining({ status: 'passed' });

export function host(observation: Observation): Namespace {
  return present(hostNamespace(observation));
}

export function hostLink(observation: Observation, name: string): Link {
  return present(host(observation).links.find((link) => link.name === name));
}

export function container(observation: Observation, name: string): Container {
  return present(containers(observation).find((each) => each.name === name));
}

export function containers(observation: Observation): Container[] {
  return observation.docker.state === 'running' ? observation.docker.containers : [];
}

export function namespaceOf(observation: Observation, name: string): Namespace {
  const { namespaceId } = container(observation, name);
  return present(observation.namespaces.find(({ id }) => id === namespaceId));
}

/** The name of the port of docker0 that leads to a container. */
export function portOf(observation: Observation, name: string): string {
  return present(pluggedContainers(observation, 'docker0').find((plug) => plug.container.name === name)).outside.name;
}

/** The rules of the host's table that have this target. */
export function rules(observation: Observation, table: string, target: string): Rule[] {
  const chains = host(observation).tables.find(({ name }) => name === table)?.chains ?? [];
  return chains.flatMap((chain) => chain.rules).filter((rule) => rule.target === target);
}

function present<Value>(value: Value | undefined): Value {
  if (value === undefined) throw new Error('the scene does not have that');
  return value;
}
