/** @import { LocalText } from '../../labs/core/local-text.ts' */

const { LC_ALL, LC_MESSAGES, LANG } = process.env;
const isKorean = (LC_ALL || LC_MESSAGES || LANG || '').toLowerCase().startsWith('ko');

/**
 * The wording in the language of the person at this terminal. Plain JavaScript, since set-up needs it before there is
 * a Node that runs TypeScript.
 * @param {LocalText} text
 */
export function say(text) {
  return isKorean ? text.ko : text.en;
}
