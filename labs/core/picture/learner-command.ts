import type { Place } from './picture.ts';

/** A command that shows a fact, and the machine whose terminal it belongs in. */
export interface LearnerCommand {
  readonly machine: 'host' | 'client';
  readonly text: string;
}

const PLAIN = /^[\w.:@%+=,/-]+$/;
const UNPRINTABLE = /[\p{C}\p{Zl}\p{Zp}]/u;

/**
 * A name as one word of a shell's line; `undefined` for one that cannot be typed or that a program would take for an option.
 * Names on the machine are the learner's own, but a line that is copied or run must mean only what it says.
 */
export function shellWord(name: string): string | undefined {
  if (name === '' || name.startsWith('-') || UNPRINTABLE.test(name)) return undefined;
  return PLAIN.test(name) ? name : `'${name.replaceAll("'", "'\\''")}'`;
}

/** A line of words, names among them; none where one of the names is no word. */
export function line(words: readonly (string | undefined)[]): string | undefined {
  return words.includes(undefined) ? undefined : words.join(' ');
}

/** Where a place is entered from: by Docker's name for it, by its name under /run/netns, or by a process that lives in it. */
export interface Door {
  readonly kind: Place['kind'];
  readonly container: string | undefined;
  readonly netns: string | undefined;
  readonly pid: number | undefined;
}

/** A line that runs inside a place, typed where the learner has a terminal. */
export function commandIn({ kind, container, netns, pid }: Door, text: string | undefined): LearnerCommand[] {
  if (text === undefined) return [];
  if (kind === 'client' || kind === 'host') return [{ machine: kind, text }];
  const [inContainer, inNetns] = [shellWord(container ?? ''), shellWord(netns ?? '')];
  if (inContainer !== undefined) return [{ machine: 'host', text: `docker exec ${inContainer} ${text}` }];
  if (inNetns !== undefined) return [{ machine: 'host', text: `ip netns exec ${inNetns} ${text}` }];
  return pid === undefined ? [] : [{ machine: 'host', text: `nsenter -t ${pid} -n ${text}` }];
}
