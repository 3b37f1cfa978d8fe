/** What a stretch of text stands for. Colours only double what words and signs already say. */
export type Tone = 'plain' | 'quiet' | 'strong' | 'bridge' | 'wire' | 'address' | 'wrong';

export interface Span {
  readonly text: string;
  readonly tone: Tone;
}

export type Line = readonly Span[];

/** What is as wide as two cells: Hangul, Han, kana, full-width forms, most pictures. */
const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}]/u;
const NO_WIDTH = /\p{M}/u;

const SGR: Record<Tone, string> = {
  plain: '',
  quiet: '\u001b[2m',
  strong: '\u001b[1m',
  bridge: '\u001b[36m',
  wire: '\u001b[32m',
  address: '\u001b[33m',
  wrong: '\u001b[1;31m',
};

export function span(text: string, tone: Tone = 'plain'): Span {
  return { text, tone };
}

/** How many cells of a terminal it takes. */
export function cells(text: string): number {
  let count = 0;
  for (const character of text) count += NO_WIDTH.test(character) ? 0 : WIDE.test(character) ? 2 : 1;
  return count;
}

export function widthOf(line: Line): number {
  return line.reduce((sum, { text }) => sum + cells(text), 0);
}

/** The line in just so many cells: cut with an ellipsis, or filled with spaces. */
export function fitted(line: Line, width: number): Line {
  const rest = width - widthOf(line);
  if (rest >= 0) return rest === 0 ? line : [...line, span(' '.repeat(rest))];
  const kept: Span[] = [];
  let room = width - 1;
  for (const { text, tone } of line) {
    const part = cut(text, room);
    kept.push({ text: part, tone });
    room -= cells(part);
    if (part !== text) break;
  }
  return [...kept, span('…', 'quiet'), ...(room > 0 ? [span(' '.repeat(room))] : [])];
}

function cut(text: string, width: number): string {
  let kept = '';
  let used = 0;
  for (const character of text) {
    used += cells(character);
    if (used > width) break;
    kept += character;
  }
  return kept;
}

export function printed(line: Line, hasColours: boolean): string {
  if (!hasColours)
    return line
      .map(({ text }) => text)
      .join('')
      .trimEnd();
  return line.map(({ text, tone }) => (tone === 'plain' ? text : `${SGR[tone]}${text}\u001b[0m`)).join('');
}
