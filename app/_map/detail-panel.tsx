import { useLocale } from 'next-intl';
import { explain } from '../../labs/core/picture/facts.ts';
import { mapTexts } from '../_text/map.ts';
import { InlineText } from '../_ui/inline-text.tsx';
import { AsideFrame } from './aside-frame.tsx';
import { CommandLine } from './command-line.tsx';
import type { Moment } from './map-feed.ts';
import type { Marks } from './marks.ts';

interface DetailPanelProps {
  readonly moment: Moment;
  readonly marks: Marks;
  readonly id: string;
  /** Opened by keyboard: one goes on reading here. */
  readonly isEntered: boolean;
  readonly onClose: () => void;
  /** There is no terminal to try commands in: the machine is a recorded one. */
  readonly isRecorded?: boolean;
}

/** The facts of one thing on the map, and the commands that show the same in the terminal. */
export function DetailPanel(props: DetailPanelProps) {
  const { moment, marks, id, isEntered, onClose, isRecorded = false } = props;
  const { observation, picture } = moment;
  const locale = useLocale();
  const text = mapTexts[locale];
  const description = explain(observation, id, picture);
  if (description === undefined) {
    return (
      <AsideFrame title={text.detail.gone} isEntered={isEntered} onClose={onClose}>
        {null}
      </AsideFrame>
    );
  }
  const trouble = marks.wrong.get(id) ?? description.trouble;
  const isMixed = new Set(description.commands.map(({ machine }) => machine)).size > 1;
  return (
    <AsideFrame title={description.title[locale]} isEntered={isEntered} onClose={onClose}>
      {marks.subject.has(id) && (
        <p className="flex items-center gap-2 text-sm text-ink-soft">
          <span className="map-legend-ring" aria-hidden="true" />
          {text.marks.subject}
        </p>
      )}
      {trouble !== undefined && (
        <p className="rounded-lg bg-bad-soft px-3 py-2 text-base text-bad">
          <InlineText text={trouble[locale]} />
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
        <div className="grid grid-cols-1 gap-1.5">
          <h4 className="text-sm font-semibold">{text.detail.commands}</h4>
          {description.commands.map(({ machine, text: command }) => (
            <CommandLine key={`${machine} ${command}`} machine={machine} command={command} isNamed={isMixed} />
          ))}
        </div>
      )}
    </AsideFrame>
  );
}
