/** More lines than this are asked about: one Enter runs them all, and a program without bracketed paste takes each at once. */
const MOST_LINES = 5;

/** The number of lines of a paste that wants a second look; undefined for a small one. */
export function manyLines(text: string): number | undefined {
  const lines = text.trimEnd().split(/\r\n|\r|\n/).length;
  return lines > MOST_LINES ? lines : undefined;
}
