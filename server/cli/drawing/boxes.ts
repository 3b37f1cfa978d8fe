import { fitted, type Line, span, type Tone, widthOf } from './span.ts';

/** A line inside a box. With `out` a cable leaves the box on the right. */
export interface BoxLine {
  readonly line: Line;
  readonly out?: Tone;
}

/** How a box's left edge meets a cable: `in` on its first line, comes from the left. */
export interface BoxParts {
  readonly title: Line;
  readonly lines: readonly BoxLine[];
  /** Cells between the edges; as wide as the longest line needs when left out. */
  readonly width?: number;
  /** The tone of a cable that meets the left edge at the first line. */
  readonly cable?: Tone | undefined;
}

export function boxed({ title, lines, width = innerWidth(title, lines), cable }: BoxParts): Line[] {
  const name = fitted(title, Math.min(widthOf(title), Math.max(1, width - 3)));
  const top = [span('┌ '), ...name, span(` ${'─'.repeat(Math.max(0, width - widthOf(name) - 2))}┐`)];
  const middle = lines.map(({ line, out }, at) => {
    const left = at === 0 && cable !== undefined ? span('┤', cable) : span('│');
    return [left, ...fitted(line, width), out === undefined ? span('│') : span('├', out)];
  });
  return [top, ...middle, [span(`└${'─'.repeat(width)}┘`)]];
}

export function innerWidth(title: Line, lines: readonly BoxLine[]): number {
  return Math.max(widthOf(title) + 3, ...lines.map(({ line }) => widthOf(line) + 1));
}
