/** @typedef {{ readonly ko: string, readonly en: string }} LocalText */

const { LC_ALL, LC_MESSAGES, LANG } = process.env;
const isKorean = (LC_ALL || LC_MESSAGES || LANG || '').toLowerCase().startsWith('ko');

/**
 * The wording in the language of the person at this terminal.
 * @param {LocalText} text
 */
export function say(text) {
  return isKorean ? text.ko : text.en;
}
