import { ClipboardAddon } from '@xterm/addon-clipboard';
import { FitAddon } from '@xterm/addon-fit';
import { SearchAddon } from '@xterm/addon-search';
import { Unicode11Addon } from '@xterm/addon-unicode11';
import { WebLinksAddon } from '@xterm/addon-web-links';
import { WebglAddon } from '@xterm/addon-webgl';
import { Terminal } from '@xterm/xterm';
import { mendXterm, scrollbackOf, UNICODE_VERSION } from '../../server/protocol/same-screen.ts';
import { GuardedClipboard } from './guarded-clipboard.ts';
import { currentTheme } from './terminal-theme.ts';

/** xterm's own, until it has a place on the page. */
const USUAL_COLS = 80;
const FONT_SIZE_PX = 14;
const FONT_FAMILY = "'JetBrains Mono Variable', 'Nanum Gothic Coding', monospace";
/** A slow font may swap in later; the terminal does not wait longer for it. */
const FONT_TIMEOUT_MS = 1500;

export interface Xterm {
  readonly terminal: Terminal;
  readonly fit: FitAddon;
  readonly search: SearchAddon;
  readonly clipboard: GuardedClipboard;
}

/** xterm measures its cell once, so the faces have to be there. */
export async function loadFonts(): Promise<void> {
  const faces = [
    document.fonts.load(`${FONT_SIZE_PX}px 'JetBrains Mono Variable'`),
    document.fonts.load(`${FONT_SIZE_PX}px 'Nanum Gothic Coding'`, '가'),
  ];
  await Promise.race([Promise.allSettled(faces), new Promise((resolve) => setTimeout(resolve, FONT_TIMEOUT_MS))]);
}

export function createXterm(screenReaderMode: boolean): Xterm {
  const terminal = new Terminal({
    allowProposedApi: true,
    cursorBlink: !matchMedia('(prefers-reduced-motion: reduce)').matches,
    fontFamily: FONT_FAMILY,
    fontSize: FONT_SIZE_PX,
    lineHeight: 1.2,
    minimumContrastRatio: 4.5,
    scrollback: scrollbackOf(USUAL_COLS),
    screenReaderMode,
    theme: currentTheme(),
  });
  const fit = new FitAddon();
  const search = new SearchAddon();
  const clipboard = new GuardedClipboard();
  terminal.loadAddon(fit);
  terminal.loadAddon(search);
  terminal.loadAddon(new Unicode11Addon());
  terminal.loadAddon(new WebLinksAddon((_event, address) => window.open(address, '_blank', 'noopener,noreferrer')));
  terminal.loadAddon(new ClipboardAddon(undefined, clipboard));
  terminal.unicode.activeVersion = UNICODE_VERSION;
  mendXterm(terminal);
  survive(terminal);
  return { terminal, fit, search, clipboard };
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

/** Draws on the graphics card where there is one. A lost card, or none, leaves xterm's own drawing. */
export function drawFast(terminal: Terminal): void {
  if (!hasGraphicsCard()) return;
  try {
    const webgl = new WebglAddon();
    webgl.onContextLoss(() => webgl.dispose());
    terminal.loadAddon(webgl);
  } catch {
    // The addon refuses cards that lack something; the terminal works without it.
  }
}

function hasGraphicsCard(): boolean {
  const context = document.createElement('canvas').getContext('webgl2', { failIfMajorPerformanceCaveat: true });
  // Browsers allow few contexts at a time.
  context?.getExtension('WEBGL_lose_context')?.loseContext();
  return context !== null;
}
