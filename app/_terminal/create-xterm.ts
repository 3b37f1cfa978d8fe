import { ClipboardAddon } from '@xterm/addon-clipboard';
import { FitAddon } from '@xterm/addon-fit';
import { Unicode11Addon } from '@xterm/addon-unicode11';
import { WebLinksAddon } from '@xterm/addon-web-links';
import { Terminal } from '@xterm/xterm';
import { mendXterm, scrollbackOf, UNICODE_VERSION } from '../../server/protocol/same-screen.ts';
import { isStill } from '../_settings/motion.ts';
import { GuardedClipboard } from './guarded-clipboard.ts';
import { openLink } from './open-link.ts';
import { terminalSettings } from './terminal-settings.ts';
import { currentTheme } from './terminal-theme.ts';

/** xterm's own, until it has a place on the page. */
const USUAL_COLS = 80;
/** Only names the face; whatever size is drawn, it is the same file. */
const FONT_SIZE_PX = 14;
const LATIN_FAMILY = "'JetBrains Mono Variable', monospace";
const FONT_FAMILY = "'JetBrains Mono Variable', 'Nanum Gothic Coding', monospace";
/** A slow font may swap in later; the terminal does not wait longer for it. */
const FONT_TIMEOUT_MS = 1500;

export interface Xterm {
  readonly terminal: Terminal;
  readonly fit: FitAddon;
  readonly clipboard: GuardedClipboard;
}

/** xterm measures its cell once, by a Latin letter, so that face has to be there. */
export async function loadLatin(): Promise<void> {
  await inTime(document.fonts.load(`${FONT_SIZE_PX}px 'JetBrains Mono Variable'`));
}

/** The face for Hangul is large, and most screens begin without any: it comes when the first of them stands. */
export async function loadHangul(terminal: Terminal): Promise<void> {
  await inTime(document.fonts.load(`${FONT_SIZE_PX}px 'Nanum Gothic Coding'`, '가'));
  terminal.options.fontFamily = FONT_FAMILY;
}

async function inTime(faces: Promise<unknown>): Promise<void> {
  await Promise.race([faces.catch(() => undefined), new Promise((resolve) => setTimeout(resolve, FONT_TIMEOUT_MS))]);
}

interface XtermOptions {
  readonly screenReaderMode: boolean;
  /** A link is pressed whose address is not what is seen of it. */
  readonly onHiddenLink: (address: string) => void;
}

export function createXterm({ screenReaderMode, onHiddenLink }: XtermOptions): Xterm {
  const terminal = new Terminal({
    allowProposedApi: true,
    cursorBlink: !isStill(),
    fontFamily: LATIN_FAMILY,
    fontSize: terminalSettings().fontSizePx,
    lineHeight: 1.2,
    // Addresses of other kinds than http and https do not come here.
    linkHandler: { activate: (_event, address) => onHiddenLink(shownAddress(address)) },
    minimumContrastRatio: 4.5,
    scrollback: scrollbackOf(USUAL_COLS),
    screenReaderMode,
    theme: currentTheme(),
  });
  const fit = new FitAddon();
  const clipboard = new GuardedClipboard();
  terminal.loadAddon(fit);
  terminal.loadAddon(new Unicode11Addon());
  terminal.loadAddon(new WebLinksAddon((_event, address) => openLink(address)));
  terminal.loadAddon(new ClipboardAddon(undefined, clipboard));
  terminal.unicode.activeVersion = UNICODE_VERSION;
  mendXterm(terminal);
  survive(terminal);
  return { terminal, fit, clipboard };
}

/** As the browser writes it: letters that look like others, and those that turn the text around, stand encoded. */
function shownAddress(address: string): string {
  return URL.parse(address)?.href ?? address;
}

interface Parsing {
  readonly _core: { readonly _inputHandler: { parse(...input: unknown[]): unknown } };
}

/** xterm stops for good when output makes its parser throw; this way it loses that piece of output only. */
function survive(terminal: Terminal): void {
  const handler = (terminal as unknown as Parsing)._core._inputHandler;
  const parse = handler.parse.bind(handler);
  handler.parse = (...input) => {
    try {
      return parse(...input);
    } catch (error) {
      reportError(error);
      return undefined;
    }
  };
}
