/**
 * What an xterm sends by itself when a program asks it something: cursor and device reports, modes, colours, settings.
 * With several pages each of them would answer, and all answers but one would be typed into whatever comes next.
 */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what terminals talk in.
const REPLY = /^(?:\x1b\[[?>]?[\d;]*(?:[Rcn]|\$y)|\x1b\](?:4|10|11|12);[^\x07\x1b]*(?:\x07|\x1b\\)|\x1bP[01]\$r[^\x1b]*\x1b\\)+$/;

/** Longer ones do not exist; a paste need not be looked at. */
const LONGEST_REPLY_BYTES = 256;

export function isReply(input: Buffer): boolean {
  return input[0] === 0x1b && input.byteLength <= LONGEST_REPLY_BYTES && REPLY.test(input.toString('latin1'));
}
