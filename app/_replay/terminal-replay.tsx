'use client';

import { useTranslations } from 'next-intl';
import { Tabs } from 'radix-ui';
import { CastPlayer } from './cast-player.tsx';
import type { Playback } from './playback.ts';
import type { Track } from './session-replay.ts';
import { usePlaybackState } from './use-playback.ts';

/** No terminal has this name: theirs have no star. */
const ALL = '*';
const tabStyle =
  'h-9 shrink-0 border-b-2 -outline-offset-2 border-transparent px-3 text-base text-ink-soft hover:text-ink data-[state=active]:border-accent data-[state=active]:text-ink';

interface TerminalReplayProps {
  readonly tracks: readonly Track[];
  readonly playback: Playback;
  readonly onShow: (name: string) => void;
}

/** The recorded terminals: one at a time, or all at once under their names. */
export function TerminalReplay({ tracks, playback, onShow }: TerminalReplayProps) {
  const t = useTranslations('replay');
  const { speed } = usePlaybackState(playback);
  const [first] = tracks;
  if (first === undefined) return <p className="p-6 text-base text-ink-soft">{t('noTerminal')}</p>;
  return (
    <Tabs.Root defaultValue={first.name} onValueChange={(name) => name !== ALL && onShow(name)}>
      <Tabs.List aria-label={t('tabs')} className="flex overflow-x-auto border-b border-line px-1">
        {tracks.map(({ name }) => (
          <Tabs.Trigger key={name} value={name} className={`${tabStyle} font-mono`}>
            {name}
          </Tabs.Trigger>
        ))}
        {tracks.length > 1 && (
          <Tabs.Trigger value={ALL} className={tabStyle}>
            {t('allTerminals', { count: tracks.length })}
          </Tabs.Trigger>
        )}
      </Tabs.List>
      {tracks.map((track) => (
        <Tabs.Content key={track.name} value={track.name} className="outline-none">
          <CastPlayer track={track} playback={playback} speed={speed} label={t('player', { name: track.name })} />
        </Tabs.Content>
      ))}
      <Tabs.Content value={ALL} className="outline-none">
        {tracks.map((track) => (
          <figure key={track.name}>
            <figcaption className="border-b border-line bg-sunken px-3 py-1 font-mono text-sm text-ink-soft">
              {track.name}
            </figcaption>
            <CastPlayer track={track} playback={playback} speed={speed} label={t('player', { name: track.name })} />
          </figure>
        ))}
      </Tabs.Content>
    </Tabs.Root>
  );
}
