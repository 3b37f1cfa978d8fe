import { type FormEvent, type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { Button } from '../_ui/button.tsx';
import { Icon } from '../_ui/icon.tsx';
import type { TerminalText } from './terminal-text.ts';
import type { XtermView } from './xterm-view.ts';

interface FindBarProps {
  readonly view: XtermView;
  readonly text: TerminalText;
  readonly onClose: () => void;
}

/** Looks for text in screen and scrollback: Enter for the next match, Shift+Enter for the one before. */
export function FindBar({ view, text, onClose }: FindBarProps) {
  const [wanted, setWanted] = useState('');
  const [missing, setMissing] = useState(false);
  const field = useRef<HTMLInputElement>(null);

  // The bar was just asked for, to type into.
  useEffect(() => field.current?.focus(), []);

  async function find(direction: 'next' | 'previous') {
    setMissing(wanted !== '' && !(await view.find(wanted, direction)));
  }

  function submit(event: FormEvent) {
    event.preventDefault();
    void find('next');
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.key === 'Escape') onClose();
    if (event.key !== 'Enter' || !event.shiftKey) return;
    event.preventDefault();
    void find('previous');
  }

  return (
    <search className="absolute top-2 right-4 z-10 flex items-center gap-1 rounded-md border border-line bg-raised p-1 shadow-sm">
      <form onSubmit={submit} className="flex items-center gap-1">
        <input
          ref={field}
          value={wanted}
          onChange={(event) => setWanted(event.target.value)}
          onKeyDown={onKeyDown}
          aria-label={text.find}
          placeholder={text.find}
          className="h-7 w-44 rounded bg-sunken px-2 text-sm text-ink placeholder:text-ink-faint"
        />
        <span aria-live="polite" className="px-1 text-sm text-ink-soft empty:hidden">
          {missing ? text.noMatch : ''}
        </span>
        <Button size="sm" look="quiet" aria-label={text.findPrevious} onClick={() => void find('previous')}>
          <Icon name="left" />
        </Button>
        <Button size="sm" look="quiet" type="submit" aria-label={text.findNext}>
          <Icon name="right" />
        </Button>
      </form>
      <Button size="sm" look="quiet" aria-label={text.close} onClick={onClose}>
        <Icon name="cross" />
      </Button>
    </search>
  );
}
