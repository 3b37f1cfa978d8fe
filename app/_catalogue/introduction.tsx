import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Icon, type IconName } from '../_ui/icon.tsx';
import { PathPicture } from './path-picture.tsx';
import { TallPathPicture } from './tall-path-picture.tsx';

const facts = { real: 'server', checked: 'check', nothing: 'book' } as const satisfies Record<string, IconName>;

/** What Vethlab is, in one screen. `children` is the way in. */
export function Introduction({ children }: { readonly children: ReactNode }) {
  const t = useTranslations('catalogue');
  return (
    <div className="py-12 sm:py-16">
      <div className="grid items-center gap-10 lg:grid-cols-[minmax(0,5fr)_minmax(0,6fr)]">
        <div className="space-y-5">
          <h1 className="text-3xl font-bold sm:text-4xl">{t('title')}</h1>
          <p className="max-w-[34rem] text-lg text-ink-soft">{t('lead')}</p>
          <p className="pt-1">{children}</p>
        </div>
        <PathPicture />
        <TallPathPicture />
      </div>
      <ul className="mt-12 grid gap-x-10 gap-y-6 border-t border-line pt-8 md:grid-cols-3">
        {(Object.keys(facts) as (keyof typeof facts)[]).map((fact) => (
          <li key={fact} className="flex gap-3">
            <span className="mt-1 text-accent">
              <Icon name={facts[fact]} />
            </span>
            <div>
              <h2 className="text-md font-semibold">{t(`facts.${fact}.title`)}</h2>
              <p className="text-base text-ink-soft">{t(`facts.${fact}.body`)}</p>
            </div>
          </li>
        ))}
      </ul>
    </div>
  );
}
