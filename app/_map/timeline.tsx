import { useLocale } from 'next-intl';
import { useRef } from 'react';
import { filled } from '../_terminal/terminal-text.ts';
import { mapTexts } from '../_text/map.ts';
import { buttonStyle } from '../_ui/button-style.ts';
import { handOverFocus } from '../_ui/hand-over-focus.ts';
import type { Moment } from './map-feed.ts';
import type { Earlier } from './use-earlier.ts';

const toTimeline = handOverFocus('[data-timeline]');

interface TimelineProps {
  readonly moments: readonly Moment[];
  /** Undefined is now. */
  readonly index: number | undefined;
  readonly onChange: (index: number | undefined) => void;
  /** What was recorded before this page came; undefined where nothing is. */
  readonly earlier: Earlier | undefined;
}

/** Goes back through what this page has seen of the machine, and through what was recorded before. */
export function Timeline({ moments, index, onChange, earlier }: TimelineProps) {
  const locale = useLocale();
  const text = mapTexts[locale].timeline;
  const last = moments.length - 1;
  const at = index ?? last;
  const time = new Date(moments[at]?.observation.takenAt ?? 0).toLocaleTimeString(locale);
  const slider = useRef<HTMLInputElement>(null);
  const says = filled(text.at, { time, index: at + 1, count: moments.length });

  function backToNow() {
    slider.current?.focus();
    onChange(undefined);
  }

  return (
    <div
      tabIndex={-1}
      data-timeline
      className="flex outline-none h-9 shrink-0 items-center gap-3 border-t border-line bg-surface px-3 text-sm"
    >
      {earlier !== undefined && earlier.state !== 'loaded' && <EarlierButton earlier={earlier} />}
      <input
        ref={slider}
        type="range"
        // The only moment there is stands at the end, where the next will.
        min={Math.min(0, last - 1)}
        max={last}
        value={at}
        aria-label={text.label}
        aria-valuetext={index === undefined ? text.now : says}
        title={text.label}
        onChange={(event) => {
          const next = event.target.valueAsNumber;
          onChange(next >= last || next < 0 ? undefined : next);
        }}
        className="map-slider min-w-0 flex-1"
      />
      <span className="tabular whitespace-nowrap text-ink-soft">{index === undefined ? text.now : time}</span>
      {index !== undefined && (
        <button type="button" className={buttonStyle({ size: 'sm' })} onClick={backToNow}>
          {text.backToNow}
        </button>
      )}
    </div>
  );
}

function EarlierButton({ earlier: { state, load } }: { readonly earlier: Earlier }) {
  const { earlier: text } = mapTexts[useLocale()].timeline;
  const isIdle = state === 'offered' || state === 'failed';
  return (
    <>
      {isIdle && (
        <button
          type="button"
          ref={toTimeline}
          data-earlier=""
          className={buttonStyle({ look: 'quiet', size: 'sm' })}
          onClick={load}
        >
          {text.load}
        </button>
      )}
      <span role="status" className="whitespace-nowrap text-ink-faint empty:hidden">
        {state === 'loading' && text.loading}
        {state === 'failed' && text.failed}
        {state === 'nothing' && text.nothing}
      </span>
    </>
  );
}
