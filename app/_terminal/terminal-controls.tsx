import { type ReactNode, useId, useState } from 'react';
import { Button } from '../_ui/button.tsx';
import { Icon } from '../_ui/icon.tsx';
import { changeFontSize, changeTerminalSettings, useTerminalSettings } from './terminal-settings.ts';
import { filled, type TerminalText } from './terminal-text.ts';

interface TerminalControlsProps {
  readonly text: TerminalText;
  readonly onFind: () => void;
  /** The menu was left by Escape. */
  readonly onLeave: () => void;
}

/** A small button in the corner, there when one points at the terminal or reaches it by Tab; what one can set opens from it. */
export function TerminalControls(props: TerminalControlsProps) {
  const { text, onLeave } = props;
  const [isOpen, setOpen] = useState(false);
  const menuId = useId();

  function leave() {
    setOpen(false);
    onLeave();
  }

  return (
    <div
      role="toolbar"
      aria-label={text.controls}
      onKeyDown={(event) => event.key === 'Escape' && isOpen && leave()}
      onBlur={({ currentTarget, relatedTarget }) => {
        if (relatedTarget !== null && !currentTarget.contains(relatedTarget)) setOpen(false);
      }}
      className={`absolute right-4 bottom-2 z-10 flex flex-col items-end gap-1 ${isOpen ? '' : 'opacity-0 focus-within:opacity-100 group-hover/terminal:opacity-100 pointer-coarse:opacity-100'}`}
    >
      {isOpen && <ControlsMenu id={menuId} {...props} onFind={() => [setOpen(false), props.onFind()]} />}
      <Button
        size="sm"
        aria-label={text.controls}
        title={text.controls}
        aria-expanded={isOpen}
        aria-controls={isOpen ? menuId : undefined}
        data-terminal-controls
        className="px-1.5!"
        onClick={() => setOpen(!isOpen)}
      >
        <Icon name="more" />
      </Button>
    </div>
  );
}

function ControlsMenu({ id, text, onFind }: TerminalControlsProps & { readonly id: string }) {
  const { fontSizePx, copyOnSelect, screenReaderMode } = useTerminalSettings();
  return (
    <div id={id} className="flex w-56 flex-col gap-0.5 rounded-lg border border-line bg-raised p-1 text-ink shadow-float">
      <div className="flex items-center gap-1 pl-2.5">
        <span aria-live="polite" className="tabular min-w-0 flex-1 text-sm">
          {filled(text.fontSize, { size: fontSizePx })}
        </span>
        <Button
          size="sm"
          look="quiet"
          aria-label={`A− ${text.smaller}`}
          title={`${text.smaller} (Ctrl -)`}
          onClick={() => changeFontSize(-1)}
        >
          A−
        </Button>
        <Button
          size="sm"
          look="quiet"
          aria-label={`A+ ${text.larger}`}
          title={`${text.larger} (Ctrl +)`}
          onClick={() => changeFontSize(1)}
        >
          A+
        </Button>
      </div>
      <Choice isOn={copyOnSelect} onChange={(isOn) => changeTerminalSettings({ copyOnSelect: isOn })}>
        {text.copyOnSelect}
      </Choice>
      <Choice isOn={screenReaderMode} onChange={(isOn) => changeTerminalSettings({ screenReaderMode: isOn })}>
        {text.screenReader}
      </Choice>
      <Button size="sm" look="quiet" className="justify-start!" onClick={onFind}>
        {text.find}
        <kbd className="ml-auto text-xs text-ink-faint">Ctrl Shift F</kbd>
      </Button>
    </div>
  );
}

interface ChoiceProps {
  readonly isOn: boolean;
  readonly onChange: (isOn: boolean) => void;
  readonly children: ReactNode;
}

function Choice({ isOn, onChange, children }: ChoiceProps) {
  return (
    <Button size="sm" look="quiet" role="switch" aria-checked={isOn} className="justify-start!" onClick={() => onChange(!isOn)}>
      {children}
      <span
        className={`ml-auto grid size-4 place-items-center rounded border border-control ${isOn ? 'bg-accent text-on-accent' : ''}`}
      >
        {isOn && <Icon name="check" size={12} />}
      </span>
    </Button>
  );
}
