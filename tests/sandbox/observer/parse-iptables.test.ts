import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Chain, Rule, Table } from '../../../sandbox/observation.ts';
import { parseIptables } from '../../../sandbox/observer/parse-iptables.ts';

function saved(name: string): Table[] {
  return parseIptables([readFileSync(new URL(`./iptables/${name}.txt`, import.meta.url), 'utf8')]);
}

function chain(tables: readonly Table[], path: string): Chain {
  const [table, name] = path.split('/');
  const found = tables.find((one) => one.name === table)?.chains.find((one) => one.name === name);
  if (found === undefined) throw new Error(`no chain ${path}`);
  return found;
}

function filter(...rules: string[]): Rule[] {
  const text = ['*filter', ':INPUT ACCEPT [0:0]', ...rules, 'COMMIT'].join('\n');
  return chain(parseIptables([text]), 'filter/INPUT').rules;
}

describe('parseIptables', () => {
  test('reads the port that Docker 20.10 publishes, with its counters', () => {
    expect(chain(saved('docker-20.10'), 'nat/DOCKER').rules[2]).toEqual({
      spec: '! -i docker0 -p tcp -m tcp --dport 8080 -j DNAT --to-destination 172.17.0.2:8080',
      packets: 1,
      bytes: 60,
      negated: ['inInterface'],
      inInterface: 'docker0',
      protocol: 'tcp',
      destinationPort: '8080',
      target: 'DNAT',
      toDestination: '172.17.0.2:8080',
    });
  });

  test('reads the port that Docker 28 publishes from the chains of that version', () => {
    const tables = saved('docker-28');
    expect(tables.map((table) => table.name).sort()).toEqual(['filter', 'nat', 'raw']);
    expect(chain(tables, 'nat/DOCKER').rules[0]).toMatchObject({ target: 'DNAT', toDestination: '172.17.0.2:8080' });
    expect(chain(tables, 'filter/DOCKER-CT').rules[0]).toMatchObject({
      outInterface: 'docker0',
      states: ['RELATED', 'ESTABLISHED'],
      target: 'ACCEPT',
    });
    expect(chain(tables, 'raw/PREROUTING').rules[0]).toMatchObject({ destination: '172.17.0.2/32', target: 'DROP' });
  });

  test('gives built-in chains their policy and their own chains none', () => {
    const tables = saved('docker-20.10');
    expect(chain(tables, 'filter/FORWARD').policy).toBe('DROP');
    expect(chain(tables, 'filter/DOCKER-USER')).not.toHaveProperty('policy');
  });

  test('takes nothing inside a quoted comment for an option', () => {
    const [rule] = chain(saved('docker-20.10'), 'filter/INPUT').rules;
    expect(rule).toMatchObject({ destinationPort: '22,80', target: 'ACCEPT', protocol: 'tcp' });
    expect(rule).not.toHaveProperty('inInterface');
    expect(rule?.spec).toContain('--comment "say \\"-j DROP\\" -i nobody"');
  });

  test('takes no comment for the name of a field', () => {
    const [rule] = filter('[0:0] -A INPUT -m comment --comment constructor -m comment --comment __proto__ -j DROP');
    expect(rule).toMatchObject({ target: 'DROP', negated: [] });
    expect(Object.keys(rule ?? {}).sort()).toEqual(['bytes', 'negated', 'packets', 'spec', 'target']);
  });

  test('says which matches are negated', () => {
    const [rule] = filter('[3:4] -A INPUT ! -s 10.0.0.0/8 -p udp -m udp ! --dport 53 -m conntrack ! --ctstate NEW -g ELSEWHERE');
    expect(rule?.negated).toEqual(['source', 'destinationPort', 'states']);
    expect(rule).toMatchObject({ source: '10.0.0.0/8', destinationPort: '53', states: ['NEW'], target: 'ELSEWHERE' });
  });

  test('joins the nft and the legacy rules of one machine', () => {
    const text = (port: number) => `*filter\n:INPUT ACCEPT [0:0]\n[0:0] -A INPUT -p tcp -m tcp --dport ${port} -j DROP\nCOMMIT\n`;
    const tables = parseIptables([text(1), text(2)]);
    expect(tables).toHaveLength(1);
    expect(chain(tables, 'filter/INPUT').rules.map((rule) => rule.destinationPort)).toEqual(['1', '2']);
  });

  test('takes no line of a comment for a rule', () => {
    const forged = 'a\\n[9:900] -A INPUT -i docker0 -j ACCEPT\\nb'.replaceAll('\\n', '\n');
    const rules = filter(`[1:2] -A INPUT -m comment --comment "${forged}" -j RETURN`, '[0:0] -A INPUT -j DROP');
    expect(rules.map(({ target, packets }) => [target, packets])).toEqual([
      ['RETURN', 1],
      ['DROP', 0],
    ]);
    expect(rules[0]).not.toHaveProperty('inInterface');
  });

  test.each(['[9:900] -A NOWHERE -j ACCEPT', ':INPUT ACCEPT [0:0]', 'nonsense', '[x:y] -A INPUT'])(
    'leaves out a table with %j in it, which is never printed, and keeps the others',
    (line) => {
      const table = (name: string, extra: string) => `*${name}\n:INPUT ACCEPT [0:0]\n${extra}[1:1] -A INPUT -j DROP\nCOMMIT\n`;
      const tables = parseIptables([table('filter', `${line}\n`) + table('nat', '')]);
      expect(tables.map(({ name }) => name)).toEqual(['nat']);
    },
  );

  test('skips tables that it does not know and what stands between tables', () => {
    expect(parseIptables(['# Warning\nnonsense\n*mystery\n:INPUT ACCEPT [0:0]\n[1:1] -A INPUT -j DROP\nCOMMIT\n'])).toEqual([]);
  });

  test('never throws and never loops, whatever the text', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.string(), fc.constantFrom('*filter', ':INPUT ACCEPT [0:0]', '[0:0] -A INPUT "'))),
        (lines) => {
          expect(Array.isArray(parseIptables([lines.join('\n')]))).toBe(true);
        },
      ),
    );
  });

  const word = fc.stringMatching(/^[a-zA-Z0-9.:/_-]{1,12}$/).filter((text) => !text.startsWith('-'));
  const rules = fc.record({
    inInterface: fc.option(word),
    source: fc.option(word),
    protocol: fc.option(fc.constantFrom('tcp', 'udp')),
    destinationPort: fc.option(fc.integer({ min: 1, max: 65535 }).map(String)),
    target: word,
    isNegated: fc.boolean(),
    packets: fc.nat(),
    bytes: fc.nat(),
  });

  test('reads back any rule that is written the way iptables-save writes it', () => {
    fc.assert(
      fc.property(rules, ({ isNegated, packets, bytes, ...given }) => {
        const options = { inInterface: '-i', source: '-s', protocol: '-p', destinationPort: '--dport', target: '-j' } as const;
        const negate = (name: string) => (isNegated && name !== 'target' ? '! ' : '');
        const present = Object.entries(given).filter(([, value]) => value !== null) as [keyof typeof options, string][];
        const spec = present.map(([name, value]) => `${negate(name)}${options[name]} ${value}`).join(' ');
        expect(filter(`[${packets}:${bytes}] -A INPUT ${spec}`)).toEqual([
          {
            spec,
            packets,
            bytes,
            negated: isNegated ? present.map(([name]) => name).filter((name) => name !== 'target') : [],
            ...Object.fromEntries(present),
          },
        ]);
      }),
    );
  });
});
