import { useLocale } from 'next-intl';
import { DropdownMenu } from 'radix-ui';
import { mapTexts } from '../_text/map.ts';
import { buttonStyle } from '../_ui/button-style.ts';
import { Icon, type IconName } from '../_ui/icon.tsx';
import { menuItemStyle, menuStyle } from '../_ui/menu-style.ts';
import type { Moment } from './map-feed.ts';
import { printMap, printTable, savePng, saveSvg } from './save-map.ts';

interface MapToolbarProps {
  readonly moment: Moment;
  readonly isLive: boolean;
  readonly isTable: boolean;
  readonly onTable: (isTable: boolean) => void;
  readonly isFollowing: boolean;
  readonly onFollow: () => void;
  readonly isFull: boolean;
  readonly onFull: (isFull: boolean) => void;
  readonly onHide: (() => void) | undefined;
}

export function MapToolbar(props: MapToolbarProps) {
  const text = mapTexts[useLocale()];
  const { isTable, isFollowing, isFull } = props;
  return (
    <div
      role="toolbar"
      aria-label={text.tools.label}
      className="flex h-10 shrink-0 items-center gap-1 border-b border-line bg-surface px-2"
    >
      <h2 className="truncate pl-1 text-base font-semibold">{text.title}</h2>
      <p className="flex items-center gap-1.5 px-2 text-sm whitespace-nowrap text-ink-soft">
        <span className={`size-1.5 rounded-full ${props.isLive ? 'bg-accent' : 'bg-warn'}`} aria-hidden="true" />
        {props.isLive ? text.live : text.past}
      </p>
      <span className="flex-1" />
      <Tool tool="follow" icon="route" label={text.tools.follow} isOn={isFollowing} onClick={props.onFollow} hasWord />
      <Tool
        tool={isTable ? 'map' : 'table'}
        icon={isTable ? 'map' : 'table'}
        label={isTable ? text.tools.map : text.tools.table}
        onClick={() => props.onTable(!isTable)}
      />
      <SaveMenu {...props} />
      <Tool
        tool={isFull ? 'leaveFull' : 'full'}
        icon={isFull ? 'shrink' : 'fit'}
        label={isFull ? text.tools.leaveFull : text.tools.full}
        onClick={() => props.onFull(!isFull)}
      />
      {props.onHide && !isFull && <Tool tool="hide" icon="cross" label={text.hide} onClick={props.onHide} />}
    </div>
  );
}

interface ToolProps {
  /** The name by which commands press it. */
  readonly tool: string;
  readonly icon: IconName;
  readonly label: string;
  readonly onClick: () => void;
  readonly isOn?: boolean;
  /** Says what it is beside its sign, where there is room. */
  readonly hasWord?: boolean;
}

function Tool({ tool, icon, label, onClick, isOn, hasWord = false }: ToolProps) {
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      aria-pressed={isOn}
      data-map-tool={tool}
      onClick={onClick}
      className={`${buttonStyle({ look: 'quiet', size: 'sm' })} h-8! px-2! aria-pressed:bg-accent-soft aria-pressed:text-ink`}
    >
      <Icon name={icon} size={15} />
      {hasWord && <span className="map-word">{label}</span>}
    </button>
  );
}

function SaveMenu({ moment, onTable }: MapToolbarProps) {
  const text = mapTexts[useLocale()];
  const { tools } = text;
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger
        aria-label={tools.save}
        title={tools.save}
        className={`${buttonStyle({ look: 'quiet', size: 'sm' })} h-8! px-2!`}
      >
        <Icon name="download" size={15} />
      </DropdownMenu.Trigger>
      <DropdownMenu.Content className={menuStyle} align="end" sideOffset={4} collisionPadding={8}>
        <DropdownMenu.Item className={menuItemStyle} onSelect={() => saveSvg(moment, text)}>
          {tools.svg}
        </DropdownMenu.Item>
        <DropdownMenu.Item className={menuItemStyle} onSelect={() => void savePng(moment, text)}>
          {tools.png}
        </DropdownMenu.Item>
        <DropdownMenu.Item className={menuItemStyle} onSelect={() => void printMap(moment, text)}>
          {tools.printMap}
        </DropdownMenu.Item>
        <DropdownMenu.Item
          className={menuItemStyle}
          onSelect={() => {
            onTable(true);
            printTable();
          }}
        >
          {tools.print}
        </DropdownMenu.Item>
      </DropdownMenu.Content>
    </DropdownMenu.Root>
  );
}
