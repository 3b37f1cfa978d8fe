import type { Sandbox } from '../../../sandbox/driver.ts';

/**
 * The machines that packets are followed on. `in_NAME` runs a command in the network of a container or a namespace,
 * `port_of NAME` is the host's end of a container's cable, `serve NAME ADDRESS PORT` starts something that listens there.
 */
const WORDS = `
client() { nsenter --net=/run/netns/client "$@"; }
inside() { name=$1; shift; nsenter -t "$(cat /run/lab-$name)" -n "$@"; }
port_of() {
  index=$(inside "$1" ip -o link show eth0 | sed 's/.*@if\\([0-9]*\\):.*/\\1/')
  ip -o link | sed -n "s/^$index: \\([^@:]*\\).*/\\1/p"
}
serve() {
  ns=$1; shift
  setsid nsenter --net=$ns python3 -c '
import socket, sys
s = socket.create_server((sys.argv[1], int(sys.argv[2])), backlog=512)
while True: s.accept()[0].close()' "$@" < /dev/null > /dev/null 2>&1 &
}
start() { # NAME OPTION...
  name=$1; shift
  docker run -d --name "$name" "$@" > /dev/null
  docker inspect -f '{{.State.Pid}}' "$name" > "/run/lab-$name"
}
listens() { # NAME PORT
  until inside "$1" ss -tln | grep -q ":$2 "; do :; done
}
`;

/**
 * An ARP question is given up within a second, a neighbour that was known before is doubted at once, and no ICMP message is
 * held back because there were many.
 */
const IMPATIENT = `
for ns in /proc/1/ns/net /run/netns/client $(sed 's,.*,/proc/&/ns/net,' /run/lab-* 2> /dev/null); do
  nsenter --net=$ns sh -c '
    for each in /proc/sys/net/ipv4/neigh/*; do echo 200 > $each/retrans_time_ms; echo 0 > $each/delay_first_probe_time; done
    echo 0 > /proc/sys/net/ipv4/icmp_ratelimit; echo 100000 > /proc/sys/net/ipv4/icmp_msgs_per_sec || true
    ip neigh flush all' 2> /dev/null || true
done
`;

/** What a machine is before anything is changed on it. */
export const MACHINES = {
  /** A container that publishes a port, one that does not, and one that listens on its loopback alone as well. */
  default: `
start web nginx
start exporter -p 8080:8080 node-exporter
start box busybox sleep 86400
listens web 80; listens exporter 8080
serve /proc/$(cat /run/lab-web)/ns/net 127.0.0.1 9000
serve /proc/1/ns/net 127.0.0.1 6000
serve /run/netns/client 192.168.0.2 5000
`,
  /** Three bridges: Docker's own, another, and one whose containers may not talk to each other. */
  bridges: `
docker network create away > /dev/null
docker network create --opt com.docker.network.bridge.enable_icc=false quiet > /dev/null
start near -p 8080:8080 node-exporter
start far --network away -p 8081:80 nginx
start farther --network away busybox sleep 86400
start hushed --network quiet nginx
start silent --network quiet busybox sleep 86400
listens near 8080; listens far 80; listens hushed 80
`,
  /** Docker without its userland proxy. */
  unproxied: `
sed -i 's/{/{ "userland-proxy": false,/;t' /etc/docker/daemon.json
sed -i '2,$s/{ "userland-proxy": false,/{/' /etc/docker/daemon.json
service docker restart > /dev/null
start exporter -p 8080:8080 node-exporter
start box busybox sleep 86400
listens exporter 8080
`,
} as const;

export type MachineKind = keyof typeof MACHINES;

/** Types something on a machine; throws when it fails. */
export async function type(sandbox: Sandbox, script: string): Promise<void> {
  const { exitCode, stdout, stderr } = await sandbox.exec(['sh', '-ec', `${WORDS}\n${script}\n${IMPATIENT}`], {
    timeoutMs: 60_000,
  });
  if (exitCode !== 0) throw new Error(`the script failed (${exitCode}): ${script}\n${stdout}\n${stderr}`);
}
