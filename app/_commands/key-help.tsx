import { useLocale } from 'next-intl';
import { Fragment } from 'react';
import { keyTexts } from '../_text/keys.ts';
import { KeyCaps } from './key-caps.tsx';
import { keyGroups } from './key-groups.ts';
import { chordsFor, isOnMac } from './key-names.ts';
import { PageDialog } from './page-dialog.tsx';

/** The list of all keys. */
export function KeyHelp({ isOpen }: { readonly isOpen: boolean }) {
  const text = keyTexts[useLocale()];
  return (
    <PageDialog isOpen={isOpen} title={text.title}>
      <div className="space-y-5">
        {keyGroups.map(([group, rows]) => (
          <div key={group}>
            <h3 className="text-sm font-semibold text-ink-faint">{text.groups[group]}</h3>
            <dl className="text-base">
              {rows.map(([name, chords]) => (
                <div
                  key={name}
                  className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 border-b border-line py-2 last:border-0"
                >
                  <dt>{text.keys[name]}</dt>
                  <dd className="ml-auto">
                    <Chords chords={chords} />
                  </dd>
                </div>
              ))}
            </dl>
          </div>
        ))}
      </div>
      <p className="mt-4 text-sm text-ink-soft">{text.note}</p>
    </PageDialog>
  );
}

function Chords({ chords }: { readonly chords: readonly string[] }) {
  const { or } = keyTexts[useLocale()];
  const isMac = isOnMac();
  return (
    <span className="flex flex-wrap items-center justify-end gap-x-2 gap-y-1 text-sm text-ink-faint">
      {chordsFor(chords, isMac).map((chord, index) => (
        <Fragment key={chord}>
          {index > 0 && <span>{or}</span>}
          <KeyCaps chord={chord} isMac={isMac} />
        </Fragment>
      ))}
    </span>
  );
}
