import { useLocale } from 'next-intl';
import { useState } from 'react';
import type { Interface, Picture, Place } from '../../labs/core/picture/picture.ts';
import { type MapText, mapTexts } from '../_text/map.ts';
import { buttonStyle } from '../_ui/button-style.ts';
import { Icon } from '../_ui/icon.tsx';
import { LiveText } from '../_ui/live-text.tsx';
import { interfacesOf } from './flows.ts';
import type { Moment } from './map-feed.ts';
import { type Marks, rowMarks } from './marks.ts';
import { bridgeWord } from './node-label.ts';

interface Sheet {
  readonly title: string;
  readonly heads: readonly string[];
  readonly rows: readonly {
    readonly id: string;
    readonly cells: readonly string[];
    readonly isBad: boolean;
    readonly isSubject: boolean;
  }[];
}

/** All that the map shows, in words: for screen readers, for copying, for paper. */
export function MapTable({ moment: { picture }, marks }: { readonly moment: Moment; readonly marks: Marks }) {
  const text = mapTexts[useLocale()];
  const [said, setSaid] = useState('');
  const known = { picture, marks: rowMarks(picture, marks), text };
  const sheets = [interfaceSheet(known), portSheet(known)]
    .filter(({ rows }) => rows.length > 0)
    .map((sheet) => withStep(sheet, text));

  async function copy() {
    const isDone = await navigator.clipboard.writeText(sheets.map(tabbed).join('\n\n')).then(
      () => true,
      () => false,
    );
    setSaid(isDone ? text.run.copied : text.run.copyFailed);
  }

  return (
    <div className="map-sheets min-h-0 min-w-0 flex-1 overflow-auto bg-canvas p-4">
      <button type="button" className={`${buttonStyle({ size: 'sm' })} mb-3 print:hidden`} onClick={() => void copy()}>
        <Icon name="copy" size={13} />
        {said === '' ? text.table.copy : said}
      </button>
      <LiveText text={said} />
      {sheets.map((sheet) => (
        <SheetTable key={sheet.title} sheet={sheet} />
      ))}
    </div>
  );
}

function SheetTable({ sheet: { title, heads, rows } }: { readonly sheet: Sheet }) {
  return (
    <table className="map-table tabular mb-6 w-full text-sm">
      <caption className="pb-1 text-left text-base font-semibold">{title}</caption>
      <thead>
        <tr>
          {heads.map((head) => (
            <th key={head} scope="col">
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ id, cells, isBad, isSubject }) => (
          <tr key={id} data-bad={isBad || undefined} data-subject={isSubject || undefined}>
            {cells.map((cell, at) => (
              <td key={heads[at]}>{cell}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

interface Known {
  readonly picture: Picture;
  readonly marks: Marks;
  readonly text: MapText;
}

/** Says in a column of its own what the step is about, where that is on the machine. */
function withStep(sheet: Sheet, { marks }: MapText): Sheet {
  if (!sheet.rows.some(({ isSubject }) => isSubject)) return sheet;
  const rows = sheet.rows.map((row) => ({ ...row, cells: [...row.cells, row.isSubject ? marks.here : ''] }));
  return { ...sheet, heads: [...sheet.heads, marks.step], rows };
}

function interfaceSheet({ picture, marks, text }: Known): Sheet {
  const { place, name, kind, addresses, bridge, peer, state, received, sent } = text.table;
  const all = interfacesOf(picture);
  const placeOf = new Map(picture.places.flatMap((each) => each.interfaces.map(({ id }) => [id, each.name] as const)));
  const fullName = (id: string | undefined) => {
    const other = all.get(id ?? '');
    return other === undefined ? '' : `${placeOf.get(other.id) ?? ''} ${other.name}`;
  };
  const rows = picture.places.flatMap((home) =>
    home.interfaces.map((each) => {
      const joined = [all.get(each.bridge ?? '')?.name ?? '', fullName(each.peer)];
      const counted = [String(each.rxPackets), String(each.txPackets)];
      const cells = [
        homeName(home),
        each.name,
        kindOf(each, text),
        each.addresses.join('\n'),
        ...joined,
        marks.wrong.get(each.id)?.[text.locale] ?? stateOf(each, text),
        ...counted,
      ];
      return {
        id: each.id,
        cells,
        isBad: each.trouble !== undefined || marks.wrong.has(each.id),
        isSubject: marks.subject.has(each.id),
      };
    }),
  );
  return { title: text.table.interfaces, heads: [place, name, kind, addresses, bridge, peer, state, received, sent], rows };
}

/** Containers that share a namespace share its interfaces. */
function homeName({ name, containers }: Place): string {
  return containers.length > 1 ? containers.map((container) => container.name).join(', ') : name;
}

function kindOf(each: Interface, text: MapText): string {
  if (each.kind === 'other') return each.kernelKind;
  return each.kind === 'bridge' ? bridgeWord(each, text) : each.kind;
}

function stateOf({ trouble, isUp }: Interface, { table, locale }: MapText): string {
  return trouble?.says[locale] ?? (isUp ? table.up : table.down);
}

function portSheet({ picture, marks, text: { table, locale } }: Known): Sheet {
  const rows = picture.publications.map(({ id, protocol, hostPort, address, port, target, rule, isLetThrough }) => {
    const passes = isLetThrough && target !== undefined;
    const shownRule = `iptables -t ${rule.table} -A ${rule.chain} ${rule.spec}`;
    const cells = [
      `${hostPort}/${protocol}`,
      `${address}:${port}`,
      shownRule,
      String(rule.packets),
      marks.wrong.get(id)?.[locale] ?? (passes ? table.yes : table.no),
    ];
    return { id, cells, isBad: !passes || marks.wrong.has(id), isSubject: marks.subject.has(id) };
  });
  return { title: table.ports, heads: [table.hostPort, table.target, table.rule, table.packets, table.passes], rows };
}

/** As spreadsheets take it. Names are printable and on one line already. */
function tabbed({ title, heads, rows }: Sheet): string {
  return [title, heads.join('\t'), ...rows.map(({ cells }) => cells.map((cell) => cell.replaceAll('\n', ' ')).join('\t'))].join(
    '\n',
  );
}
