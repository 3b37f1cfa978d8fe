'use client';

import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { useLocale, useTranslations } from 'next-intl';
import { useEffect, useRef } from 'react';
import type { Locale } from '../../labs/core/local-text.ts';
import { localeNames, pathInLocale, rememberLocale, siteLocales } from '../_text/locale.ts';

/** Whether the language was changed from a dialog or from the page, by who had the focus on the switch: the page to come is another. */
let changedFrom: 'dialog' | 'page' | undefined;

function placeOf(element: Element | null): 'dialog' | 'page' {
  return element?.closest('[role="dialog"]') ? 'dialog' : 'page';
}

/** The same page in the other language; the choice holds for the next visit. */
export function LanguageSwitch() {
  const t = useTranslations('frame.language');
  const path = usePathname();
  const current = useLocale();
  const links = useRef<HTMLElement>(null);
  useEffect(() => {
    if (changedFrom === undefined || placeOf(links.current) !== changedFrom) return;
    changedFrom = undefined;
    links.current?.querySelector<HTMLElement>('[aria-current]')?.focus();
  }, []);

  function change(locale: Locale, link: Element) {
    if (document.activeElement === link) changedFrom = placeOf(link);
    rememberLocale(locale);
  }

  return (
    <nav ref={links} aria-label={t('label')} className="flex rounded-md bg-sunken p-0.5 text-sm">
      {siteLocales.map((locale) => (
        <Link
          key={locale}
          href={pathInLocale(path, locale)}
          hrefLang={locale}
          lang={locale}
          prefetch={false}
          scroll={false}
          aria-current={locale === current ? 'true' : undefined}
          onClick={(event) => change(locale, event.currentTarget)}
          className="grid h-7 min-w-8 place-items-center rounded-[5px] px-1.5 text-ink-soft hover:text-ink aria-[current]:bg-surface aria-[current]:font-semibold aria-[current]:text-ink aria-[current]:shadow-[0_0_0_1px_var(--line)]"
        >
          {/* The name begins with what is seen, so that it can be said to a computer that listens. */}
          <span>
            {localeNames[locale]}
            <span className="sr-only"> {t(locale)}</span>
          </span>
        </Link>
      ))}
    </nav>
  );
}
