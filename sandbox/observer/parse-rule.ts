import type { Rule } from '../observation.ts';

type RuleFacts = Omit<Rule, 'spec' | 'packets' | 'bytes' | 'negated' | 'states'>;

/** iptables' options that the observation has a field for. `-j` and `-g` (goto) both name where the packet goes next. */
const FIELD_OF_OPTION: ReadonlyMap<string, keyof RuleFacts> = new Map([
  ['-i', 'inInterface'],
  ['-o', 'outInterface'],
  ['-s', 'source'],
  ['-d', 'destination'],
  ['-p', 'protocol'],
  ['--dport', 'destinationPort'],
  ['--dports', 'destinationPort'],
  ['-j', 'target'],
  ['-g', 'target'],
  ['--to-destination', 'toDestination'],
]);

const STATE_OPTIONS: ReadonlySet<string> = new Set(['--ctstate', '--state']);

const TOKEN = /"((?:[^"\\]|\\.)*)"|(\S+)/g;

/** The words of a rule; a quoted comment is one word, so nothing in it is taken for an option. */
function wordsOf(spec: string): string[] {
  return [...spec.matchAll(TOKEN)].map(([, quoted, bare]) => (quoted === undefined ? (bare ?? '') : `"${quoted}"`));
}

function fieldOf(option: string): keyof RuleFacts | 'states' | undefined {
  return STATE_OPTIONS.has(option) ? 'states' : FIELD_OF_OPTION.get(option);
}

/** Reads what the observation has fields for; every other match stays in `spec` alone. */
export function parseRule(spec: string, packets: number, bytes: number): Rule {
  const words = wordsOf(spec);
  const rule: Rule = { spec, packets, bytes, negated: [] };
  for (let position = 0; position + 1 < words.length; position += 1) {
    const [before, option = '', value = ''] = [words[position - 1], words[position], words[position + 1]];
    const field = fieldOf(option);
    if (field === undefined) continue;
    if (before === '!') rule.negated.push(field);
    if (field === 'states') rule.states = value.split(',');
    else rule[field] = value;
    position += 1;
  }
  return rule;
}
