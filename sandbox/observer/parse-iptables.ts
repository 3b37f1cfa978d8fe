import type { Chain, Table } from '../observation.ts';
import { parseRule } from './parse-rule.ts';

const TABLE_NAMES: ReadonlySet<string> = new Set(['filter', 'nat', 'mangle', 'raw', 'security'] satisfies Table['name'][]);

const TABLE_LINE = /^\*(\S+)$/;
const CHAIN_LINE = /^:(\S+) (\S+) \[(\d+):(\d+)\]$/;
const RULE_LINE = /^\[(\d+):(\d+)\] -A (\S+)(?: (.*))?$/;

function isTableName(name: string): name is Table['name'] {
  return TABLE_NAMES.has(name);
}

class TableReader {
  readonly tables = new Map<string, Table>();
  #chains = new Map<string, Chain>();
  readonly #chainsOf = new Map<string, Map<string, Chain>>();

  read(line: string): void {
    const table = TABLE_LINE.exec(line);
    if (table !== null) this.#open(table[1] ?? '');
    else if (line.startsWith(':')) this.#chain(line);
    else if (line.startsWith('[')) this.#rule(line);
  }

  #open(name: string): void {
    this.#chains = this.#chainsOf.get(name) ?? new Map();
    this.#chainsOf.set(name, this.#chains);
    if (isTableName(name) && !this.tables.has(name)) this.tables.set(name, { name, chains: [] });
  }

  #chain(line: string): void {
    const [, name = '', policy = '-', packets, bytes] = CHAIN_LINE.exec(line) ?? [];
    if (packets === undefined || this.#chains.has(name)) return;
    const counters = { packets: Number(packets), bytes: Number(bytes) };
    this.#chains.set(name, { name, ...(policy === '-' ? {} : { policy }), ...counters, rules: [] });
  }

  #rule(line: string): void {
    const [, packets, bytes, chain = '', spec = ''] = RULE_LINE.exec(line) ?? [];
    if (packets === undefined) return;
    this.#chains.get(chain)?.rules.push(parseRule(spec, Number(packets), Number(bytes)));
  }

  result(): Table[] {
    return [...this.tables.values()].map(({ name }) => ({ name, chains: [...(this.#chainsOf.get(name)?.values() ?? [])] }));
  }
}

/**
 * The tables that `iptables-save -c` prints. Several texts (the nft and the legacy tables of one machine, which both
 * apply) become one: the rules of a chain that both have follow each other. Lines of no known form are skipped.
 */
export function parseIptables(texts: readonly string[]): Table[] {
  const reader = new TableReader();
  for (const text of texts) {
    for (const line of text.split('\n')) reader.read(line.trimEnd());
  }
  return reader.result();
}
