import Link from 'next/link';
import { useLocale, useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { CommandBar } from '../_commands/command-bar.tsx';
import { IsolationWarning } from './isolation-warning.tsx';
import { LanguageSwitch } from './language-switch.tsx';
import { Logo } from './logo.tsx';
import { cataloguePath } from './paths.ts';
import { ThemeSwitch } from './theme-switch.tsx';

/** The bar above every page. `children` say where one is, `tools` come before the switches. */
export function TopBar({ children, tools }: { readonly children?: ReactNode; readonly tools?: ReactNode }) {
  const t = useTranslations('frame');
  return (
    <>
      <header className="flex h-13 shrink-0 items-center gap-3 border-b border-line bg-surface px-4 print:hidden">
        <Link prefetch={false} href={cataloguePath(useLocale())} aria-label={t('home')} className="rounded-sm text-ink">
          <Logo />
        </Link>
        <div className="min-w-0 flex-1">{children}</div>
        <div className="flex items-center gap-0.5">
          {tools}
          <CommandBar />
          <LanguageSwitch />
          <ThemeSwitch />
        </div>
      </header>
      <IsolationWarning />
    </>
  );
}
