import type { Chain, Table } from '../observation.ts';
import { parseRule } from './parse-rule.ts';

const TABLE_NAMES: ReadonlySet<string> = new Set(['filter', 'nat', 'mangle', 'raw', 'security'] satisfies Table['name'][]);

const QUOTED = /"(?:[^"\\]|\\.)*"/gs;
const TABLE_LINE = /^\*(\S+)$/;
const CHAIN_LINE = /^:(\S+) (\S+) \[(\d+):(\d+)\]$/;
const RULE_LINE = /^\[(\d+):(\d+)\] -A (\S+)(?: (.*))?$/;

function isTableName(name: string): name is Table['name'] {
  return TABLE_NAMES.has(name);
}

/** A comment may hold line feeds, and iptables-save prints them as they are; what stands in quotes is one line. */
function joinQuoted(text: string): string {
  return text.replace(QUOTED, (quoted) => quoted.replaceAll('\n', ' '));
}

class TableReader {
  readonly #tables = new Map<Table['name'], Map<string, Chain>>();
  #name: string | undefined;
  #chains = new Map<string, Chain>();

  read(line: string): void {
    const opened = TABLE_LINE.exec(line)?.[1];
    if (opened !== undefined) this.#open(opened);
    else if (this.#name !== undefined && line !== '') this.#readInside(line);
  }

  #open(name: string): void {
    this.#name = name;
    this.#chains = new Map();
  }

  #readInside(line: string): void {
    if (line === 'COMMIT') this.#commit();
    // No such line is ever printed: some name in there holds a line feed, and no line of this table can be trusted.
    else if (!this.#readChain(line) && !this.#readRule(line)) this.#name = undefined;
  }

  #readChain(line: string): boolean {
    const [, name = '', policy = '-', packets, bytes] = CHAIN_LINE.exec(line) ?? [];
    if (packets === undefined || this.#chains.has(name)) return false;
    const counters = { packets: Number(packets), bytes: Number(bytes) };
    this.#chains.set(name, { name, ...(policy === '-' ? {} : { policy }), ...counters, rules: [] });
    return true;
  }

  #readRule(line: string): boolean {
    const [, packets, bytes, name = '', spec = ''] = RULE_LINE.exec(line) ?? [];
    const chain = this.#chains.get(name);
    if (packets === undefined || chain === undefined) return false;
    chain.rules.push(parseRule(spec, Number(packets), Number(bytes)));
    return true;
  }

  #commit(): void {
    const name = this.#name ?? '';
    this.#name = undefined;
    if (!isTableName(name)) return;
    const known = this.#tables.get(name) ?? new Map<string, Chain>();
    this.#tables.set(name, known);
    for (const chain of this.#chains.values()) {
      const same = known.get(chain.name);
      if (same === undefined) known.set(chain.name, chain);
      else same.rules.push(...chain.rules);
    }
  }

  result(): Table[] {
    return [...this.#tables].map(([name, chains]) => ({ name, chains: [...chains.values()] }));
  }
}

/**
 * The tables that `iptables-save -c` prints. Several texts (the nft and the legacy tables of one machine, which both
 * apply) become one: the rules of a chain that both have follow each other. A table with a line of no known form is left out.
 */
export function parseIptables(texts: readonly string[]): Table[] {
  const reader = new TableReader();
  for (const text of texts) {
    for (const line of joinQuoted(text).split('\n')) reader.read(line.trimEnd());
  }
  return reader.result();
}
