import { useEffect, useState } from 'react';
import type { Locale } from '../../labs/core/local-text.ts';
import { Button } from '../_ui/button.tsx';
import { Icon } from '../_ui/icon.tsx';
import { closedTexts, filled, type TerminalText, terminalTexts } from './terminal-text.ts';
import type { TerminalStatus } from './use-xterm-view.ts';

/** A connection that takes no longer than this is not worth a word. */
const PATIENCE_MS = 500;

interface TerminalNoticeProps {
  readonly status: TerminalStatus;
  readonly locale: Locale;
  readonly onRetry: () => void;
}

/** Says calmly why the terminal does not answer, above it, so that what it shows stays readable. */
export function TerminalNotice({ status, locale, onRetry }: TerminalNoticeProps) {
  const text = noticeOf(status, locale, terminalTexts[locale]);
  const [isKnown, setKnown] = useState(false);
  const isOverHttp = status.connection.state === 'open' && status.connection.overHttp === true;
  const shown = useSettled(text, status.connection.state === 'connecting' || status.connection.state === 'waiting');
  return (
    <div aria-live="polite" className="shrink-0">
      {shown !== undefined && (
        <div className="flex items-center gap-3 border-b border-line bg-sunken px-3 py-1.5 text-sm text-ink-soft">
          <p className="min-w-0 flex-1">{shown}</p>
          {status.connection.state === 'waiting' && (
            <Button size="sm" onClick={onRetry}>
              {terminalTexts[locale].retry}
            </Button>
          )}
        </div>
      )}
      {shown === undefined && isOverHttp && !isKnown && (
        <div data-over-http className="flex items-center gap-2 border-b border-line px-3 py-0.5 text-xs text-ink-faint">
          <p className="min-w-0 flex-1">{terminalTexts[locale].overHttp}</p>
          <Button size="sm" look="quiet" aria-label={terminalTexts[locale].close} onClick={() => setKnown(true)}>
            <Icon name="cross" size={12} />
          </Button>
        </div>
      )}
    </div>
  );
}

function noticeOf({ connection, exitCode }: TerminalStatus, locale: Locale, text: TerminalText): string | undefined {
  switch (connection.state) {
    case 'connecting':
      return connection.again ? text.lost : text.connecting;
    case 'waiting':
      return text.lost;
    case 'closed':
      return closedTexts[locale][connection.reason];
    case 'unloaded':
      return text.failed;
    default:
      return exitCode === undefined ? undefined : filled(text.exited, { code: exitCode });
  }
}

/** The notice once it has stood for a moment, so that a short break does not make the page flicker. */
function useSettled(text: string | undefined, mayPass: boolean): string | undefined {
  const [settled, setSettled] = useState<string>();
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), mayPass ? PATIENCE_MS : 0);
    return () => clearTimeout(timer);
  }, [text, mayPass]);
  return text === undefined ? undefined : settled;
}
