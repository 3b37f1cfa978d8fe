import type { Chain, Rule, Table } from '../../../sandbox/observation.ts';
import { judgeMatches, type Scene } from './judge-match.ts';
import { type RuleSpec, readSpec } from './read-spec.ts';

/** The rule of a chain that decides, or the chain's policy. */
export interface Decision {
  readonly table: Table['name'];
  readonly chain: string;
  /** `ACCEPT`, `DROP`, `REJECT`, `DNAT`, `REDIRECT`, `SNAT`, `MASQUERADE`. */
  readonly target: string;
  /** Absent where the policy decides. */
  readonly rule: Rule | undefined;
  readonly spec: RuleSpec | undefined;
}

export interface PlacedUnjudged {
  readonly table: Table['name'];
  readonly chain: string;
  readonly rule: Rule;
}

export interface ChainResult {
  readonly decision: Decision;
  /** Rules on the way whose conditions or target the model does not know; they are passed by. */
  readonly unjudged: readonly PlacedUnjudged[];
}

const DECIDING: ReadonlySet<string> = new Set(['ACCEPT', 'DROP', 'REJECT', 'DNAT', 'REDIRECT', 'SNAT', 'MASQUERADE']);

/** The packet goes on to the next rule after these. */
const PASSED: ReadonlySet<string> = new Set([
  ...['LOG', 'NFLOG', 'ULOG', 'AUDIT', 'TRACE', 'MARK', 'CONNMARK', 'SECMARK', 'CONNSECMARK', 'CLASSIFY', 'SET', 'RATEEST'],
  ...['TCPMSS', 'TCPOPTSTRIP', 'CHECKSUM', 'TOS', 'DSCP', 'ECN', 'IDLETIMER', 'LED', 'HMARK', 'ACCT'],
]);

/** iptables refuses deeper jumps, and any loop. */
const DEEPEST = 64;

class ChainWalk {
  readonly unjudged: PlacedUnjudged[] = [];
  readonly #table: Table;
  readonly #chains: ReadonlyMap<string, Chain>;
  readonly #scene: Scene;

  constructor(table: Table, scene: Scene) {
    this.#table = table;
    this.#chains = new Map(table.chains.map((chain) => [chain.name, chain]));
    this.#scene = scene;
  }

  /** What decides in this chain; `undefined` when the packet comes out at its end. */
  through(name: string, depth: number): Decision | undefined {
    for (const rule of this.#chains.get(name)?.rules ?? []) {
      if (!this.#holds(name, rule)) continue;
      const spec = readSpec(rule.spec);
      if (spec.target === 'RETURN') return undefined;
      const decision = this.#apply({ table: this.#table.name, chain: name, target: spec.target ?? '', rule, spec }, depth);
      if (decision !== undefined || spec.isGoto) return decision;
    }
    return undefined;
  }

  #holds(chain: string, rule: Rule): boolean {
    const holds = judgeMatches(readSpec(rule.spec).matches, this.#scene);
    if (holds === undefined) this.unjudged.push({ table: this.#table.name, chain, rule });
    return holds === true;
  }

  #apply(decision: Decision & { readonly rule: Rule }, depth: number): Decision | undefined {
    const { target, chain, rule } = decision;
    if (DECIDING.has(target)) return decision;
    if (this.#chains.has(target)) return depth < DEEPEST ? this.through(target, depth + 1) : undefined;
    if (target !== '' && !PASSED.has(target)) this.unjudged.push({ table: this.#table.name, chain, rule });
    return undefined;
  }
}

/** Leads a packet through a built-in chain and all that it jumps to. */
export function walkChain(table: Table, hook: string, scene: Scene): ChainResult {
  const walk = new ChainWalk(table, scene);
  const decided = walk.through(hook, 0);
  const policy = table.chains.find(({ name }) => name === hook)?.policy ?? 'ACCEPT';
  const decision = decided ?? { table: table.name, chain: hook, target: policy, rule: undefined, spec: undefined };
  return { decision, unjudged: walk.unjudged };
}
