import type { MachineKind } from './lab-machines.ts';

/** Something done to a machine, and how it is undone. What is left undone harms no test: each looks at what is there. */
export interface Change {
  readonly name: string;
  readonly apply: string;
  readonly undo: string;
}

function rule(name: string, spec: string): Change {
  const [chain = '', ...rest] = spec.split(' ');
  return { name, apply: `iptables -I ${chain} ${rest.join(' ')}`, undo: `iptables -D ${chain} ${rest.join(' ')}` };
}

function natRule(name: string, spec: string): Change {
  const [chain = '', ...rest] = spec.split(' ');
  return { name, apply: `iptables -t nat -I ${chain} ${rest.join(' ')}`, undo: `iptables -t nat -D ${chain} ${rest.join(' ')}` };
}

function setting(name: string, key: string, [value, before]: readonly [number, number]): Change {
  return { name, apply: `sysctl -qw ${key}=${value}`, undo: `sysctl -qw ${key}=${before}` };
}

const AS_IT_IS: Change = { name: 'as it is', apply: ':', undo: ':' };
const WITHOUT_DOCKERS_RULES: Change = {
  name: 'FORWARD drops, without the rules of Docker',
  apply: 'iptables-save > /run/rules; iptables -P FORWARD DROP; iptables -F FORWARD',
  undo: 'iptables-restore < /run/rules',
};

const ON_DEFAULT: readonly Change[] = [
  AS_IT_IS,
  { name: 'veth down at the host', apply: 'ip link set $(port_of web) down', undo: 'ip link set $(port_of web) up' },
  {
    name: 'veth down in the container',
    apply: 'inside web ip link set eth0 down',
    undo: 'inside web ip link set eth0 up; inside web ip route add default via 172.17.0.1',
  },
  {
    name: 'veth pulled out of docker0',
    apply: 'ip link set $(port_of exporter) nomaster',
    undo: 'ip link set $(port_of exporter) master docker0',
  },
  rule('DROP in DOCKER-USER', 'DOCKER-USER -p tcp --dport 8080 -j DROP'),
  rule('REJECT in DOCKER-USER', 'DOCKER-USER -i eth0 -j REJECT'),
  rule('a reset in FORWARD', 'FORWARD -p tcp -d 172.17.0.0/16 -j REJECT --reject-with tcp-reset'),
  rule('REJECT of new connections of containers', 'DOCKER-USER -i docker0 -m conntrack --ctstate NEW -j REJECT'),
  rule('DROP in INPUT', 'INPUT -i docker0 -j DROP'),
  rule('REJECT in INPUT', 'INPUT -s 192.168.0.0/24 -j REJECT --reject-with icmp-host-prohibited'),
  rule('DROP in OUTPUT', 'OUTPUT -d 172.17.0.0/16 -j DROP'),
  rule('REJECT in OUTPUT', 'OUTPUT -p tcp --dport 80 -j REJECT'),
  rule('ranges, lists and negations', 'DOCKER-USER -p tcp -m multiport --dports 80,8000:8100 ! -s 172.17.0.4 -o docker+ -j DROP'),
  rule('no answers', 'FORWARD -m conntrack --ctstate ESTABLISHED -j DROP'),
  WITHOUT_DOCKERS_RULES,
  {
    name: 'address of a wrong subnet',
    apply: 'inside web ip addr flush dev eth0; inside web ip addr add 172.18.0.9/16 dev eth0',
    undo: 'inside web ip addr flush dev eth0; inside web ip addr add 172.17.0.2/16 dev eth0; inside web ip route add default via 172.17.0.1',
  },
  {
    name: 'a subnet too narrow',
    apply: 'inside web ip addr flush dev eth0; inside web ip addr add 172.17.0.2/31 dev eth0',
    undo: 'inside web ip addr flush dev eth0; inside web ip addr add 172.17.0.2/16 dev eth0; inside web ip route add default via 172.17.0.1',
  },
  {
    name: 'no default route in the container',
    apply: 'inside exporter ip route del default',
    undo: 'inside exporter ip route add default via 172.17.0.1',
  },
  {
    name: 'no default route at the client',
    apply: 'client ip route del default',
    undo: 'client ip route add default via 192.168.0.10',
  },
  setting('ip_forward off', 'net.ipv4.ip_forward', [0, 1]),
  setting('bridges that pass iptables by', 'net.bridge.bridge-nf-call-iptables', [0, 1]),
  setting('a host that ignores ping', 'net.ipv4.icmp_echo_ignore_all', [1, 0]),
  natRule('DNAT to nobody', 'DOCKER ! -i docker0 -p tcp --dport 8080 -j DNAT --to-destination 172.17.0.77:8080'),
  natRule(
    'DNAT to a port where nobody listens',
    'DOCKER ! -i docker0 -p tcp --dport 8080 -j DNAT --to-destination 172.17.0.3:81',
  ),
  natRule('REDIRECT', 'PREROUTING -p tcp --dport 9999 -j REDIRECT --to-ports 8080'),
  natRule('DNAT within the bridge', 'PREROUTING -d 172.17.0.99/32 -p tcp -j DNAT --to-destination 172.17.0.2:80'),
  natRule('SNAT to somebody else', 'POSTROUTING -d 192.168.0.2/32 -j SNAT --to-source 192.168.0.77'),
  {
    name: 'namespaces joined by hand, one without a way back',
    apply: `
ip netns add red; ip link add red0 type veth peer name eth0 netns red; ip link set red0 master docker0 up
nsenter --net=/run/netns/red sh -ec 'ip addr add 172.17.0.50/16 dev eth0; ip link set eth0 up; ip route add default via 172.17.0.1'
ip netns add blue; ip link add blue0 type veth peer name eth0 netns blue; ip link set blue0 master docker0 up
nsenter --net=/run/netns/blue sh -ec 'ip link set lo up; ip addr add 172.17.0.60/16 dev eth0; ip link set eth0 up'
serve /run/netns/blue 0.0.0.0 7000; serve /run/netns/red 172.17.0.50 7000`,
    undo: 'ip link del red0; ip link del blue0; kill $(ip netns pids red) $(ip netns pids blue) || :; ip netns del red; ip netns del blue',
  },
  { name: 'docker0 down', apply: 'ip link set docker0 down', undo: 'ip link set docker0 up' },
  { name: 'the loopback down', apply: 'inside box ip link set lo down', undo: 'inside box ip link set lo up' },
  {
    name: 'raw and mangle',
    apply: 'iptables -t raw -I PREROUTING -p icmp -s 172.17.0.4 -j DROP; iptables -t mangle -I POSTROUTING -d 172.17.0.2 -j DROP',
    undo: 'iptables -t raw -F; iptables -t mangle -F',
  },
  {
    name: 'routes that say no',
    apply: 'ip route add unreachable 172.17.0.2/32; ip route add blackhole 172.17.0.3/32; ip route add prohibit 172.17.0.4/32',
    undo: 'ip route del unreachable 172.17.0.2/32; ip route del blackhole 172.17.0.3/32; ip route del prohibit 172.17.0.4/32',
  },
  {
    name: 'strict sources, and a way back that is another',
    apply: 'sysctl -qw net.ipv4.conf.docker0.rp_filter=1; ip route add 172.17.0.2/32 via 192.168.0.2',
    undo: 'sysctl -qw net.ipv4.conf.docker0.rp_filter=0; ip route del 172.17.0.2/32',
  },
  { name: 'a container that has ended', apply: 'docker kill web > /dev/null', undo: ':' },
];

const ON_BRIDGES: readonly Change[] = [
  AS_IT_IS,
  {
    name: 'nothing that keeps bridges apart',
    apply: 'iptables-save > /run/rules; iptables -F DOCKER-ISOLATION-STAGE-2',
    undo: 'iptables-restore < /run/rules',
  },
  setting('icc=false, and bridges that pass iptables by', 'net.bridge.bridge-nf-call-iptables', [0, 1]),
  rule('everything let through', 'FORWARD -j ACCEPT'),
  {
    name: 'a wrong gateway',
    apply: 'inside farther ip route replace default via 172.18.0.77',
    undo: 'inside farther ip route replace default via 172.18.0.1',
  },
  { name: 'a container ended, its port still asked for', apply: 'docker kill far > /dev/null', undo: ':' },
];

const ON_UNPROXIED: readonly Change[] = [
  AS_IT_IS,
  {
    name: 'no hairpin',
    apply: 'bridge link set dev $(port_of exporter) hairpin off',
    undo: 'bridge link set dev $(port_of exporter) hairpin on',
  },
  setting('no route for the loopback', 'net.ipv4.conf.docker0.route_localnet', [0, 1]),
  { ...WITHOUT_DOCKERS_RULES, undo: 'iptables-restore < /run/rules' },
];

export const TOPOLOGIES: Record<MachineKind, readonly Change[]> = {
  default: ON_DEFAULT,
  bridges: ON_BRIDGES,
  unproxied: ON_UNPROXIED,
};

/** Two changes at once. What the first has made impossible of the second is left out, and the second is undone first. */
export function both(one: Change, other: Change): Change {
  return {
    name: `${one.name} + ${other.name}`,
    apply: `${one.apply}\n( ${other.apply} ) || :`,
    undo: `( ${other.undo} ) || :\n( ${one.undo} ) || :`,
  };
}
