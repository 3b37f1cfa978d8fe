import { type PointerEvent, useEffect, useState } from 'react';
import type { TerminalText } from './terminal-text.ts';
import type { XtermView } from './xterm-view.ts';

interface KeyBarProps {
  readonly view: XtermView;
  readonly text: TerminalText['keys'];
}

const keys = [
  ['Escape', 'Esc'],
  ['Tab', 'Tab'],
  ['ArrowLeft', '←'],
  ['ArrowUp', '↑'],
  ['ArrowDown', '↓'],
  ['ArrowRight', '→'],
] as const;

const keyStyle =
  'h-10 min-w-0 flex-1 rounded-md border border-line bg-surface px-0 font-mono text-sm whitespace-nowrap text-ink active:bg-sunken aria-pressed:border-accent aria-pressed:bg-accent-soft aria-pressed:text-accent';

/** The keys that a phone's keyboard lacks. Seen where a finger is what one points with. */
export function KeyBar({ view, text }: KeyBarProps) {
  const [isControl, setControl] = useState(false);
  useEffect(() => view.keys.sticky.onChange(setControl), [view]);

  return (
    <div
      role="toolbar"
      aria-label={text.bar}
      data-key-bar
      // The terminal keeps the focus, and with it the phone keeps its keyboard.
      onPointerDown={(event: PointerEvent) => event.preventDefault()}
      className="hidden shrink-0 gap-1 border-t border-line bg-sunken p-1 pointer-coarse:flex"
    >
      {keys.slice(0, 1).map(([code, label]) => (
        <Key key={code} label={label} name={text.names[code]} onPress={() => view.keys.press(code)} />
      ))}
      <button
        type="button"
        aria-pressed={isControl}
        aria-label={text.control}
        className={keyStyle}
        onClick={() => {
          view.keys.sticky.isOn = !isControl;
        }}
      >
        Ctrl
      </button>
      {keys.slice(1).map(([code, label]) => (
        <Key key={code} label={label} name={text.names[code]} onPress={() => view.keys.press(code)} />
      ))}
    </div>
  );
}

function Key({ label, name, onPress }: { readonly label: string; readonly name: string; readonly onPress: () => void }) {
  return (
    <button type="button" aria-label={name} className={keyStyle} onClick={onPress}>
      {label}
    </button>
  );
}
