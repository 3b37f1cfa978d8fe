/** A piece of a text, and whether the text before had it. */
export interface Piece {
  readonly text: string;
  readonly isNew: boolean;
}

/** With less than this in common two texts are two texts, and marks in them would only be confetti. */
const LEAST_SHARED = 0.4;
/** A verdict is a sentence or two; what is longer is not worth the comparison, which takes the square of it. */
const MOST_WORDS = 200;

/** What is new in `now`, word by word, with `code` as one word. `undefined` when the two have too little in common. */
export function newPieces(before: string, now: string): Piece[] | undefined {
  const [old, fresh] = [wordsOf(before), wordsOf(now)];
  if (old.length > MOST_WORDS || fresh.length > MOST_WORDS) return undefined;
  const kept = commonWords(old, fresh);
  const shared = fresh.filter((word, index) => kept.has(index) && !isBlank(word)).length;
  const whole = fresh.filter((word) => !isBlank(word)).length;
  return shared < whole * LEAST_SHARED ? undefined : joined(fresh, kept);
}

function wordsOf(text: string): string[] {
  return text.match(/`[^`]*`|`|\s+|[^\s`]+/g) ?? [];
}

function isBlank(word: string): boolean {
  return word.trim() === '';
}

/** The indices in `fresh` of a longest run of words that both have in this order. */
function commonWords(old: readonly string[], fresh: readonly string[]): Set<number> {
  const lengths = lengthTable(old, fresh);
  const kept = new Set<number>();
  for (let i = 0, j = 0; i < old.length && j < fresh.length; ) {
    if (old[i] === fresh[j]) {
      kept.add(j);
      i += 1;
      j += 1;
    } else if (at(lengths, i + 1, j) >= at(lengths, i, j + 1)) i += 1;
    else j += 1;
  }
  return kept;
}

/** `[i][j]`: how many words the rests from there on have in common. */
function lengthTable(old: readonly string[], fresh: readonly string[]): number[][] {
  const lengths = Array.from({ length: old.length + 1 }, () => new Array<number>(fresh.length + 1).fill(0));
  for (let i = old.length - 1; i >= 0; i -= 1) {
    for (let j = fresh.length - 1; j >= 0; j -= 1) {
      const row = lengths[i] ?? [];
      row[j] = old[i] === fresh[j] ? at(lengths, i + 1, j + 1) + 1 : Math.max(at(lengths, i + 1, j), at(lengths, i, j + 1));
    }
  }
  return lengths;
}

function at(lengths: readonly (readonly number[])[], i: number, j: number): number {
  return lengths[i]?.[j] ?? 0;
}

/** Words side by side that are alike in being new or not make one piece; a blank between new words is new with them. */
function joined(words: readonly string[], kept: ReadonlySet<number>): Piece[] {
  const pieces: Piece[] = [];
  for (const [index, word] of words.entries()) {
    const isBetweenNew = [index - 1, index + 1].every((side) => side in words && !kept.has(side));
    const isNew = isBlank(word) ? isBetweenNew : !kept.has(index);
    const last = pieces.at(-1);
    if (last?.isNew === isNew) pieces[pieces.length - 1] = { text: last.text + word, isNew };
    else pieces.push({ text: word, isNew });
  }
  return pieces;
}
