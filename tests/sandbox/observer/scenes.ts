import type { Sandbox } from '../../../sandbox/driver.ts';

/** A scene of the lab: what is typed on the machine that the scene before it left, or on a fresh one. */
export interface RecordedScene {
  readonly name: string;
  readonly isFresh: boolean;
  readonly script: string;
}

const START_WEB = 'docker run -d --name web nginx';
const IN_CLIENT = 'nsenter --net=/run/netns/client';
const VETH_OF_BOX =
  'veth=$(ip -o link | grep "^$(docker exec box cat /sys/class/net/eth0/iflink):" | cut -d" " -f2 | cut -d@ -f1)';

export const recordedScenes: readonly RecordedScene[] = [
  { name: 'fresh-machine', isFresh: true, script: '' },
  { name: 'nginx-default-bridge', isFresh: false, script: START_WEB },
  {
    name: 'nginx-unpublished-exporter-published-8080',
    isFresh: false,
    script: 'docker run -d --name exporter -p 8080:8080 node-exporter',
  },
  {
    name: 'after-client-curl-8080',
    isFresh: false,
    script: `for n in 1 2 3; do ${IN_CLIENT} curl -sf --retry 9 --retry-connrefused -o /dev/null http://192.168.0.10:8080/metrics; done`,
  },
  {
    name: 'two-containers-after-ping',
    isFresh: false,
    script: 'docker run -d --name box busybox sleep 86400 && docker exec box ping -c 2 172.17.0.3',
  },
  { name: 'veth-detached-from-docker0', isFresh: false, script: `${VETH_OF_BOX}; ip link set "$veth" nomaster` },
  { name: 'veth-down', isFresh: false, script: `${VETH_OF_BOX}; ip link set "$veth" master docker0; ip link set "$veth" down` },
  {
    name: 'container-network-none',
    isFresh: true,
    script: 'docker run -d --name lonely --network none busybox sleep 86400',
  },
  {
    name: 'container-network-host',
    isFresh: false,
    script: 'docker rm -f lonely && docker run -d --name housemate --network host busybox sleep 86400',
  },
  { name: 'dockerd-killed', isFresh: true, script: `${START_WEB} && kill -9 "$(pidof dockerd)"` },
  { name: 'docker0-deleted', isFresh: true, script: `${START_WEB} && ip link delete docker0` },
];

export async function play(sandbox: Sandbox, script: string): Promise<void> {
  const { exitCode, stderr } = await sandbox.exec(['sh', '-ec', script]);
  if (exitCode !== 0) throw new Error(`the scene's script failed: ${stderr}`);
}
