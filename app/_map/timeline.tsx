import { useLocale } from 'next-intl';
import { filled } from '../_terminal/terminal-text.ts';
import { mapTexts } from '../_text/map.ts';
import { buttonStyle } from '../_ui/button-style.ts';
import type { Moment } from './map-feed.ts';

interface TimelineProps {
  readonly moments: readonly Moment[];
  /** Undefined is now. */
  readonly index: number | undefined;
  readonly onChange: (index: number | undefined) => void;
}

/** Goes back through what this page has seen of the machine. */
export function Timeline({ moments, index, onChange }: TimelineProps) {
  const locale = useLocale();
  const text = mapTexts[locale].timeline;
  const last = moments.length - 1;
  const at = index ?? last;
  const time = new Date(moments[at]?.observation.takenAt ?? 0).toLocaleTimeString(locale);
  const says = filled(text.at, { time, index: at + 1, count: moments.length });
  return (
    <div className="flex h-9 shrink-0 items-center gap-3 border-t border-line bg-surface px-3 text-sm">
      <input
        type="range"
        min={0}
        max={last}
        value={at}
        aria-label={text.label}
        aria-valuetext={index === undefined ? text.now : says}
        title={text.label}
        onChange={(event) => {
          const next = event.target.valueAsNumber;
          onChange(next >= last ? undefined : next);
        }}
        className="map-slider min-w-0 flex-1"
      />
      <span className="tabular whitespace-nowrap text-ink-soft">{index === undefined ? text.now : time}</span>
      {index !== undefined && (
        <button type="button" className={buttonStyle({ size: 'sm' })} onClick={() => onChange(undefined)}>
          {text.backToNow}
        </button>
      )}
    </div>
  );
}
