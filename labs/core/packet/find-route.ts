import type { Link, Namespace } from '../../../sandbox/observation.ts';
import { inSubnet } from '../address.ts';
import { addressType, linkByIndex, localLink } from './local-addresses.ts';

export type Route = Namespace['routes'][number];
type PolicyRule = NonNullable<Namespace['policy']>['rules'][number];

/** Where a packet is and what it asks of the routing. `inInterface` is absent for a packet that the namespace itself sends. */
export interface RouteQuestion {
  readonly namespace: Namespace;
  readonly destination: string;
  readonly source?: string;
  readonly inInterface?: string;
}

export type RouteAnswer =
  /** The destination is this namespace itself. `link` has the address. */
  | { readonly kind: 'local'; readonly link: Link }
  | { readonly kind: 'via'; readonly route: Route; readonly link: Link; readonly nextHop: string }
  /** A route says no: `unreachable`, `prohibit`, `blackhole`. */
  | { readonly kind: 'barred'; readonly route: Route }
  | { readonly kind: 'broadcast' }
  | { readonly kind: 'none' };

/** The numbers of the kernel's tables. */
const MAIN = 254;
const DEFAULT = 253;
const USUAL_RULES: readonly PolicyRule[] = [
  { priority: 32_766, table: MAIN, action: 'lookup' },
  { priority: 32_767, table: DEFAULT, action: 'lookup' },
];

/** The longest prefix, then the lowest metric. */
function bestOf(routes: readonly Route[], destination: string): Route | undefined {
  const fitting = routes.filter((route) => route.family === 'inet' && covers(route.destination, destination));
  return fitting.sort((one, other) => lengthOf(other) - lengthOf(one) || (one.metric ?? 0) - (other.metric ?? 0))[0];
}

function lengthOf({ destination }: Route): number {
  return destination === 'default' ? 0 : Number(destination.split('/')[1]);
}

function covers(network: string, address: string): boolean {
  if (network === 'default') return true;
  const [base = '', length] = network.split('/');
  return inSubnet(address, { address: base, prefixLength: Number(length) });
}

/** `lo` stands for what the namespace itself sends, in the kernel's rules as well. */
function applies(rule: PolicyRule, { source, destination, inInterface = 'lo' }: RouteQuestion): boolean {
  if (rule.unread === true) return false;
  const from = rule.source === undefined || (source !== undefined && covers(rule.source, source));
  const to = rule.destination === undefined || covers(rule.destination, destination);
  const arriving = rule.inInterface === undefined || rule.inInterface === inInterface;
  return (from && to && arriving && rule.outInterface === undefined) !== (rule.isInverted === true);
}

function tableOf({ routes, policy }: Namespace, number: number): readonly Route[] {
  return number === MAIN ? routes : (policy?.routes.filter(({ table }) => table === number) ?? []);
}

function chosenRoute(question: RouteQuestion): Route | undefined {
  const { namespace, destination } = question;
  const rules = namespace.policy?.rules ?? USUAL_RULES;
  for (const rule of rules.filter((each) => applies(each, question))) {
    if (rule.action !== 'lookup') return { family: 'inet', destination: 'default', type: rule.action };
    const route = bestOf(tableOf(namespace, rule.table), destination);
    if (route !== undefined) return route;
  }
  return undefined;
}

/** Finds the way as the kernel does: own addresses first, then the tables that the rules name. */
export function findRoute(question: RouteQuestion): RouteAnswer {
  const { namespace, destination } = question;
  const own = localLink(namespace, destination);
  if (own !== undefined) return { kind: 'local', link: own };
  if (addressType(namespace, destination) !== 'UNICAST') return { kind: 'broadcast' };
  const route = chosenRoute(question);
  if (route === undefined) return { kind: 'none' };
  if (route.type !== 'unicast') return { kind: 'barred', route };
  const link = linkByIndex(namespace, route.link);
  return link?.up === true ? { kind: 'via', route, link, nextHop: route.gateway ?? destination } : { kind: 'none' };
}
