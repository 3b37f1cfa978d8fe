import { useLocale } from 'next-intl';
import { useEffect, useMemo, useState } from 'react';
import { followPacket } from '../../labs/core/packet/follow-packet.ts';
import type { Hop, Walk } from '../../labs/core/packet/walk.ts';
import { filled } from '../_terminal/terminal-text.ts';
import { mapTexts } from '../_text/map.ts';
import { Button } from '../_ui/button.tsx';
import { Icon } from '../_ui/icon.tsx';
import { InlineText } from '../_ui/inline-text.tsx';
import { LiveText } from '../_ui/live-text.tsx';
import { AsideFrame } from './aside-frame.tsx';
import { CommandLine } from './command-line.tsx';
import type { Moment } from './map-feed.ts';
import { type EndChoice, packetEnds } from './packet-ends.ts';

interface PacketPanelProps {
  readonly moment: Moment;
  /** Whether `moment` is how the machine is now. */
  readonly isLive: boolean;
  /** What the hop in hand is about, by id on the map. */
  readonly onSpot: (spot: ReadonlySet<string>) => void;
  /** Told while this is there. */
  readonly onFollowing: (isFollowing: boolean) => void;
  readonly onClose: () => void;
}

/** Follows a packet from a source to a target, hop by hop, as the machine is at this moment. */
export function PacketPanel({ moment: { observation }, isLive, onSpot, onFollowing, onClose }: PacketPanelProps) {
  const locale = useLocale();
  const text = mapTexts[locale].packet;
  const [said, setSaid] = useState('');
  const { sources, targets } = useMemo(() => packetEnds(observation), [observation]);
  const [fromId, setFrom] = useState<string>();
  const [toId, setTo] = useState<string>();
  const [at, setAt] = useState(0);
  const from = chosenOf(sources, fromId);
  const to = chosenOf(targets, toId);
  const walk = useMemo(
    () => (from && to ? followPacket(observation, { ...to.question, from: from.id }) : undefined),
    [observation, from, to],
  );
  const index = Math.min(at, Math.max(0, (walk?.hops.length ?? 1) - 1));
  const hop = walk?.hops[index];
  useEffect(() => onSpot(spotOf(hop)), [hop, onSpot]);
  useEffect(() => {
    onFollowing(true);
    return () => onFollowing(false);
  }, [onFollowing]);
  const anew = (choose: (id: string) => void) => (id: string) => {
    choose(id);
    setAt(0);
  };
  const goTo = (next: number) => {
    setAt(next);
    const position = filled(text.hop, { index: next + 1, count: walk?.hops.length ?? 0 });
    setSaid(`${position}: ${walk?.hops[next]?.says[locale].replaceAll('`', '') ?? ''}`);
  };
  return (
    <AsideFrame kind="packet" title={text.title} onClose={onClose}>
      {sources.length === 0 || targets.length === 0 ? (
        <p className="text-base text-ink-soft">{text.noEnds}</p>
      ) : (
        <>
          <div className="map-way-ends">
            <div className="grid grid-cols-[auto_1fr] items-center gap-x-3 gap-y-1.5 text-sm">
              <EndSelect label={text.from} ends={sources} value={from?.id} onChange={anew(setFrom)} />
              <EndSelect label={text.to} ends={targets} value={to?.id} onChange={anew(setTo)} />
            </div>
            {walk && <Outcome walk={walk} index={index} onIndex={goTo} />}
          </div>
          <LiveText text={said} />
          {walk && <Way walk={walk} index={index} onIndex={goTo} isLive={isLive} />}
        </>
      )}
    </AsideFrame>
  );
}

function chosenOf<End extends { readonly id: string }>(ends: readonly End[], id: string | undefined): End | undefined {
  return ends.find((end) => end.id === id) ?? ends[0];
}

interface EndSelectProps {
  readonly label: string;
  readonly ends: readonly EndChoice[];
  readonly value: string | undefined;
  readonly onChange: (id: string) => void;
}

function EndSelect({ label, ends, value, onChange }: EndSelectProps) {
  const locale = useLocale();
  return (
    <label className="contents">
      <span className="text-ink-soft">{label}</span>
      <select
        value={value}
        onChange={(event) => onChange(event.target.value)}
        className="h-7 min-w-0 rounded-md border border-control bg-surface px-2 font-(family-name:--font-map) text-sm"
      >
        {ends.map(({ id, says }) => (
          <option key={id} value={id}>
            {says[locale]}
          </option>
        ))}
      </select>
    </label>
  );
}

interface WalkProps {
  readonly walk: Walk;
  readonly index: number;
  readonly onIndex: (index: number) => void;
}

/** How it ends, and the steps on the way there. */
function Outcome({ walk, index, onIndex }: WalkProps) {
  const locale = useLocale();
  const text = mapTexts[locale].packet;
  const isGood = walk.outcome === 'reached';
  const last = walk.hops.length - 1;
  return (
    <>
      <div
        role="status"
        className={`rounded-lg px-3 py-1.5 text-sm ${isGood ? 'bg-accent-soft' : 'bg-bad-soft'}`}
        data-outcome={walk.outcome}
      >
        <p className={`flex items-center gap-1.5 font-semibold ${isGood ? 'text-accent-strong' : 'text-bad'}`}>
          <Icon name={isGood ? 'check' : 'warning'} size={14} />
          {text.outcomes[walk.outcome]}
        </p>
        <p>
          <InlineText text={walk.reason[locale]} />
        </p>
      </div>
      {last >= 0 && (
        // Off they keep the focus, so that one who goes by keyboard stays here at either end.
        <div className="flex items-center gap-2">
          <Button size="sm" className="h-7!" aria-disabled={index === 0} onClick={() => onIndex(Math.max(0, index - 1))}>
            <Icon name="left" size={13} />
            {text.previous}
          </Button>
          <Button size="sm" className="h-7!" aria-disabled={index === last} onClick={() => onIndex(Math.min(last, index + 1))}>
            {text.next}
            <Icon name="right" size={13} />
          </Button>
          <span className="tabular ml-auto text-sm text-ink-soft" title={filled(text.hop, { index: index + 1, count: last + 1 })}>
            {index + 1}/{last + 1}
          </span>
        </div>
      )}
    </>
  );
}

function Way({ walk, index, onIndex, isLive }: WalkProps & { readonly isLive: boolean }) {
  const locale = useLocale();
  const text = mapTexts[locale].packet;
  return (
    <div className="map-way">
      <ol className="map-hops">
        {walk.hops.map((hop, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a hop is its place in the walk.
          <li key={at} data-kind={hop.kind} ref={at === index && at > 0 ? scrollHere : undefined}>
            <button type="button" aria-current={at === index ? 'step' : undefined} onClick={() => onIndex(at)}>
              <span className="map-hop-way">{hop.direction === 'request' ? '→' : '←'}</span>
              <span className="sr-only">{hop.direction === 'request' ? text.request : text.reply}: </span>
              <span>
                <InlineText text={hop.says[locale]} />
              </span>
            </button>
            {at === index && hasFacts(hop) && <HopFacts hop={hop} isLive={isLive} />}
          </li>
        ))}
      </ol>
      <p className="text-sm text-ink-faint">{isLive ? text.note : text.noteThen}</p>
    </div>
  );
}

/** Keeps the hop in hand in sight while one goes on with the buttons above. */
function scrollHere(item: HTMLLIElement | null): void {
  item?.scrollIntoView({ block: 'nearest' });
}

function hasFacts({ decidedBy, command }: Hop): boolean {
  return decidedBy !== undefined || command !== undefined;
}

function HopFacts({ hop: { decidedBy, command }, isLive }: { readonly hop: Hop; readonly isLive: boolean }) {
  return (
    <div className="grid gap-1.5 pt-1 pb-2 pl-6">
      {decidedBy !== undefined && <code className="block text-xs [overflow-wrap:anywhere] text-ink-soft">{decidedBy}</code>}
      {command !== undefined && <CommandLine machine={command.machine} command={command.text} isToRun={isLive} />}
    </div>
  );
}

function spotOf(hop: Hop | undefined): ReadonlySet<string> {
  if (hop === undefined) return new Set();
  return new Set([hop.link === undefined ? hop.namespaceId : `${hop.namespaceId}/${hop.link}`]);
}
