import { z } from 'zod/mini';

/**
 * What the observer sees of one sandbox at one moment: kernel facts first, Docker's names for them second.
 * Source: rtnetlink, iptables, /proc and the inner Docker API, read from outside the learner's reach.
 * Plain data. A reader ignores keys it does not know; a change of meaning raises `version`.
 */

/** The last moment that a calendar knows (ECMA-262, 21.4.1.1). */
const LATEST_MS = 8.64e15;

const addressSchema = z.object({
  family: z.enum(['inet', 'inet6']),
  address: z.string(),
  prefixLength: z.int().check(z.minimum(0), z.maximum(128)),
});

const countersSchema = z.object({
  rxPackets: z.number(),
  rxBytes: z.number(),
  txPackets: z.number(),
  txBytes: z.number(),
});

/** A network interface. `master` is the index of the bridge it is a port of. `peer` is a veth's other end, as the kernel names it. */
const linkSchema = z.object({
  index: z.int(),
  name: z.string(),
  /** rtnetlink's kind: `bridge`, `veth`, `loopback`, `dummy`, `vlan`, …; `other` where the kernel names none. */
  kind: z.string(),
  mac: z.optional(z.string()),
  mtu: z.int(),
  /** Administratively up (IFF_UP). */
  up: z.boolean(),
  /** Has carrier (IFF_LOWER_UP): for a veth, its peer is up as well. */
  carrier: z.boolean(),
  master: z.optional(z.int()),
  peer: z.optional(z.object({ namespaceId: z.string(), index: z.int() })),
  addresses: z.array(addressSchema),
  counters: countersSchema,
  bridge: z.optional(z.object({ id: z.string(), stp: z.boolean() })),
  /** A bridge's port that frames may leave by which came in by it. Absent: no. */
  hairpin: z.optional(z.boolean()),
  /** Whether IPv4 that comes in here is passed on, where it differs from the namespace's `forwarding`. */
  forwarding: z.optional(z.boolean()),
  /** The check of IPv4 sources that takes effect here: 1 strict, 2 loose. Absent: none. */
  rpFilter: z.optional(z.int()),
  /** Packets from and to 127.0.0.0/8 may pass here (`route_localnet`). Absent: no. */
  routeLocalnet: z.optional(z.boolean()),
});

const routeSchema = z.object({
  family: z.enum(['inet', 'inet6']),
  /** CIDR, or `default`. */
  destination: z.string(),
  gateway: z.optional(z.string()),
  /** Interface index. */
  link: z.optional(z.int()),
  /** `unicast`, `blackhole`, `unreachable`, `prohibit`. */
  type: z.string(),
  source: z.optional(z.string()),
  metric: z.optional(z.int()),
});

/** Which routing table is asked for which packets (`ip rule`), in this order. `table` counts with `action` `lookup`. */
const policyRuleSchema = z.object({
  priority: z.number(),
  table: z.number(),
  /** `lookup`, `blackhole`, `unreachable`, `prohibit`. */
  action: z.string(),
  inInterface: z.optional(z.string()),
  outInterface: z.optional(z.string()),
  /** CIDR. */
  source: z.optional(z.string()),
  destination: z.optional(z.string()),
  isInverted: z.optional(z.boolean()),
  /** It asks for more than stands here: a mark, a port, a user. */
  unread: z.optional(z.boolean()),
});

const policySchema = z.object({
  /** All but the one for the kernel's own table of local addresses. */
  rules: z.array(policyRuleSchema),
  /** IPv4 routes of tables other than main and local. */
  routes: z.array(z.extend(routeSchema, { table: z.number() })),
});

/** A row of the neighbour (ARP) table. `permanent` ones are set by hand and prove no traffic. */
const neighbourSchema = z.object({
  address: z.string(),
  mac: z.optional(z.string()),
  link: z.int(),
  state: z.enum(['reachable', 'stale', 'delay', 'probe', 'permanent', 'incomplete', 'failed', 'other']),
});

const socketSchema = z.object({
  protocol: z.enum(['tcp', 'udp']),
  address: z.string(),
  port: z.int(),
});

/** One iptables rule. `spec` is its text as `iptables -S` prints it, without `-A CHAIN`. */
const ruleSchema = z.object({
  spec: z.string(),
  packets: z.number(),
  bytes: z.number(),
  inInterface: z.optional(z.string()),
  outInterface: z.optional(z.string()),
  /** Keys of the matches that are negated, such as `inInterface`. */
  negated: z.array(z.string()),
  source: z.optional(z.string()),
  destination: z.optional(z.string()),
  protocol: z.optional(z.string()),
  destinationPort: z.optional(z.string()),
  /** `ctstate` values, when the rule matches connection state. */
  states: z.optional(z.array(z.string())),
  target: z.optional(z.string()),
  /** DNAT's `--to-destination`. */
  toDestination: z.optional(z.string()),
});

const chainSchema = z.object({
  name: z.string(),
  /** `ACCEPT` or `DROP` for a built-in chain. */
  policy: z.optional(z.string()),
  packets: z.number(),
  bytes: z.number(),
  rules: z.array(ruleSchema),
});

const tableSchema = z.object({
  name: z.enum(['filter', 'nat', 'mangle', 'raw', 'security']),
  chains: z.array(chainSchema),
});

const namespaceSchema = z.object({
  /** `net:[4026532281]`'s number, as text; stable while the namespace lives. */
  id: z.string(),
  /** `host` is the lab host, `client` the computer outside it. */
  role: z.enum(['host', 'client', 'container', 'named', 'other']),
  /** Names under /run/netns (`ip netns`), without the platform's own. */
  names: z.array(z.string()),
  links: z.array(linkSchema),
  routes: z.array(routeSchema),
  neighbours: z.array(neighbourSchema),
  listening: z.array(socketSchema),
  /** iptables tables (IPv4) that exist; empty where nobody has laid a rule. */
  tables: z.array(tableSchema),
  forwarding: z.boolean(),
  /** IPv4 rules of routing where somebody has laid some; absent where the kernel's usual ones are. */
  policy: z.optional(policySchema),
  /** Whether bridges here show the IPv4 that they pass to iptables. Absent: not looked at; the kernel's default is that they do. */
  bridgeCallsIptables: z.optional(z.boolean()),
  /** Nothing here answers to ping (`icmp_echo_ignore_all`). Absent: it does. */
  ignoresPing: z.optional(z.boolean()),
  processes: z.array(z.object({ pid: z.int(), command: z.string() })),
});

const publishedPortSchema = z.object({
  hostAddress: z.string(),
  hostPort: z.int(),
  containerPort: z.int(),
  protocol: z.string(),
});

const containerSchema = z.object({
  id: z.string(),
  name: z.string(),
  image: z.string(),
  state: z.enum(['created', 'running', 'paused', 'restarting', 'removing', 'exited', 'dead']),
  /** The namespace its first process is in, by the kernel's word; absent unless running. */
  namespaceId: z.optional(z.string()),
  /** `bridge`, `host`, `none`, `container:ID` or a network's name. */
  networkMode: z.string(),
  networks: z.array(z.object({ name: z.string(), address: z.string(), gateway: z.string(), mac: z.string() })),
  ports: z.array(publishedPortSchema),
});

const dockerNetworkSchema = z.object({
  id: z.string(),
  name: z.string(),
  driver: z.string(),
  /** The bridge's interface name, for driver `bridge`. */
  bridge: z.optional(z.string()),
  subnet: z.optional(z.string()),
  gateway: z.optional(z.string()),
  options: z.record(z.string(), z.string()),
});

const dockerSchema = z.discriminatedUnion('state', [
  z.object({
    state: z.literal('running'),
    version: z.string(),
    containers: z.array(containerSchema),
    networks: z.array(dockerNetworkSchema),
  }),
  /** The daemon does not answer: killed, or starting. */
  z.object({ state: z.literal('unreachable') }),
]);

export const observationSchema = z.object({
  version: z.literal(1),
  /** Grows by one with each observation of this sandbox by this observer. */
  sequence: z.int(),
  /** Milliseconds since the epoch, by the observer's clock. */
  takenAt: z.number().check(z.minimum(0), z.maximum(LATEST_MS)),
  namespaces: z.array(namespaceSchema),
  docker: dockerSchema,
  /** What was left out because the machine holds more than an observation may (1,000 links, 256 containers, 64 namespaces). */
  truncated: z.boolean(),
});

export type Observation = z.infer<typeof observationSchema>;
export type Namespace = z.infer<typeof namespaceSchema>;
export type Link = z.infer<typeof linkSchema>;
export type Address = z.infer<typeof addressSchema>;
export type Table = z.infer<typeof tableSchema>;
export type Chain = z.infer<typeof chainSchema>;
export type Rule = z.infer<typeof ruleSchema>;
export type Container = z.infer<typeof containerSchema>;
export type DockerNetwork = z.infer<typeof dockerNetworkSchema>;

/** Something the observer does to the machine to learn more. `from` is a namespace's `id`. Time-outs are at most 5 s. */
export type Probe =
  | { readonly kind: 'tcp'; readonly from: string; readonly address: string; readonly port: number; readonly timeoutMs: number }
  | { readonly kind: 'ping'; readonly from: string; readonly address: string; readonly timeoutMs: number };

export interface ProbeResult {
  readonly reached: boolean;
  /** `refused`, `timeout`, `unreachable` or `other` when not reached. */
  readonly reason?: 'refused' | 'timeout' | 'unreachable' | 'other';
}
