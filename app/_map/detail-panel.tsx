import { useLocale } from 'next-intl';
import { explain } from '../../labs/core/picture/facts.ts';
import { mapTexts } from '../_text/map.ts';
import { InlineText } from '../_ui/inline-text.tsx';
import { AsideFrame } from './aside-frame.tsx';
import { CommandLine } from './command-line.tsx';
import type { Moment } from './map-feed.ts';

interface DetailPanelProps {
  readonly moment: Moment;
  readonly id: string;
  readonly onClose: () => void;
  /** There is no terminal to try commands in: the machine is a recorded one. */
  readonly isRecorded?: boolean;
}

/** The facts of one thing on the map, and the commands that show the same in the terminal. */
export function DetailPanel({ moment: { observation, picture }, id, onClose, isRecorded = false }: DetailPanelProps) {
  const locale = useLocale();
  const text = mapTexts[locale];
  const description = explain(observation, id, picture);
  if (description === undefined) {
    return (
      <AsideFrame title={text.detail.gone} onClose={onClose}>
        {null}
      </AsideFrame>
    );
  }
  return (
    <AsideFrame title={description.title[locale]} onClose={onClose}>
      {description.trouble !== undefined && (
        <p className="rounded-lg bg-bad-soft px-3 py-2 text-base text-bad">
          <InlineText text={description.trouble[locale]} />
        </p>
      )}
      <dl className="map-facts">
        {description.facts.map(({ label, value }) => (
          <div key={label.en} className="contents">
            <dt>{label[locale]}</dt>
            <dd>{value[locale]}</dd>
          </div>
        ))}
      </dl>
      {!isRecorded && description.commands.length > 0 && (
        <div className="grid gap-1.5">
          <h4 className="text-sm font-semibold">{text.detail.commands}</h4>
          {description.commands.map(({ machine, text: command }) => (
            <CommandLine key={command} machine={machine} command={command} />
          ))}
        </div>
      )}
    </AsideFrame>
  );
}
