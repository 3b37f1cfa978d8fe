/** One condition of a rule: `! -i docker0`, `--dport 80`. `-m NAME` is a condition as well, so that unknown ones are seen. */
export interface Match {
  readonly option: string;
  readonly values: readonly string[];
  readonly isNegated: boolean;
}

/** An iptables rule as a program can judge it. */
export interface RuleSpec {
  readonly matches: readonly Match[];
  /** What `-j` or `-g` names; a rule without only counts. */
  readonly target: string | undefined;
  /** `-g`: what comes back from that chain does not come back here. */
  readonly isGoto: boolean;
  /** The target's own options, such as `--to-destination`. */
  readonly targetOptions: ReadonlyMap<string, readonly string[]>;
}

const TOKEN = /"(?:[^"\\]|\\.)*"|\S+/g;

/** These take exactly one word, and it may begin with a hyphen. */
const TAKES_ANY_WORD: ReadonlySet<string> = new Set(['--comment', '--log-prefix', '--nflog-prefix', '--string']);

const NO_VALUES: readonly string[] = [];

function isOption(word: string): boolean {
  return word === '!' || (word.startsWith('-') && word.length > 1);
}

function valuesAfter(words: readonly string[], start: number): readonly string[] {
  if (TAKES_ANY_WORD.has(words[start - 1] ?? '')) return words.slice(start, start + 1);
  const next = words.findIndex((word, position) => position >= start && isOption(word));
  return words.slice(start, next === -1 ? words.length : next);
}

function matchesOf(words: readonly string[]): Match[] {
  const matches: Match[] = [];
  let isNegated = false;
  for (let position = 0; position < words.length; ) {
    const option = words[position] ?? '';
    position += 1;
    if (option === '!') {
      isNegated = true;
      continue;
    }
    const values = valuesAfter(words, position);
    matches.push({ option, values, isNegated });
    position += values.length;
    isNegated = false;
  }
  return matches;
}

const KNOWN = new Map<string, RuleSpec>();
/** Rules repeat from one observation to the next; more of them than any machine has are not remembered. */
const MOST_REMEMBERED = 5000;

/** Reads a rule as `iptables -S` prints it, without `-A CHAIN`. */
export function readSpec(spec: string): RuleSpec {
  const known = KNOWN.get(spec);
  if (known !== undefined) return known;
  if (KNOWN.size >= MOST_REMEMBERED) KNOWN.clear();
  const read = parse(spec);
  KNOWN.set(spec, read);
  return read;
}

function parse(spec: string): RuleSpec {
  const all = matchesOf(spec.match(TOKEN) ?? []);
  const jump = all.findIndex(({ option }) => option === '-j' || option === '-g');
  const [target] = all[jump]?.values ?? NO_VALUES;
  return {
    matches: jump === -1 ? all : all.slice(0, jump),
    target,
    isGoto: all[jump]?.option === '-g',
    targetOptions: new Map(jump === -1 ? [] : all.slice(jump + 1).map(({ option, values }) => [option, values])),
  };
}
