import { SearchAddon } from '@xterm/addon-search';
import { WebglAddon } from '@xterm/addon-webgl';
import type { Terminal } from '@xterm/xterm';

/** What a terminal does without until its first screen is drawn. Loaded after that. */
export interface XtermExtras {
  readonly search: SearchAddon;
}

export function addExtras(terminal: Terminal): XtermExtras {
  const search = new SearchAddon();
  terminal.loadAddon(search);
  drawFast(terminal);
  return { search };
}

/** Draws on the graphics card where there is one. A lost card, or none, leaves xterm's own drawing. */
function drawFast(terminal: Terminal): void {
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
