import { Button } from '../_ui/button.tsx';
import type { TerminalText } from './terminal-text.ts';

interface TerminalControlsProps {
  readonly text: TerminalText;
  readonly screenReaderMode: boolean;
  readonly onScreenReaderMode: (isOn: boolean) => void;
  readonly onFind: () => void;
}

/** Reached by Tab from outside, and out of the way until then. */
export function TerminalControls({ text, screenReaderMode, onScreenReaderMode, onFind }: TerminalControlsProps) {
  return (
    <div className="absolute right-4 bottom-2 z-10 flex gap-1 rounded-md border border-line bg-raised p-1 not-focus-within:sr-only">
      <Button size="sm" look="quiet" onClick={onFind}>
        {text.find}
      </Button>
      <Button size="sm" look="quiet" aria-pressed={screenReaderMode} onClick={() => onScreenReaderMode(!screenReaderMode)}>
        {text.screenReader}
      </Button>
    </div>
  );
}
