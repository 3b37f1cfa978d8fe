import Link from 'next/link';
import { useLocale, useTranslations } from 'next-intl';
import { cataloguePath } from '../_frame/paths.ts';
import { TopBar } from '../_frame/top-bar.tsx';
import { buttonStyle } from '../_ui/button-style.ts';

export default function NotFound() {
  const t = useTranslations('notFound');
  return (
    <div className="flex min-h-dvh flex-col">
      <TopBar />
      <main id="content" className="mx-auto flex w-full max-w-180 flex-1 flex-col justify-center gap-6 px-6 py-16">
        {/* Next.js gives such a page the layout's metadata only, which therefore names none. */}
        <title>{`${t('title')} · Vethlab`}</title>
        <UnpluggedCable label={t('picture')} />
        <h1 className="text-3xl font-bold">{t('title')}</h1>
        <p className="max-w-[36rem] text-lg text-ink-soft">{t('body')}</p>
        <p>
          <Link prefetch={false} href={cataloguePath(useLocale())} className={buttonStyle({ look: 'primary', size: 'lg' })}>
            {t('home')}
          </Link>
        </p>
      </main>
    </div>
  );
}

function UnpluggedCable({ label }: { readonly label: string }) {
  return (
    <svg viewBox="0 0 360 64" className="w-full max-w-90" fill="none" strokeWidth="2" role="img" aria-label={label}>
      <rect x="1" y="16" width="44" height="32" rx="6" stroke="var(--net-host)" />
      <path d="M45 32h96c22 0 18 18 40 18" stroke="var(--net-veth)" />
      <rect x="181" y="43" width="22" height="14" rx="3" fill="var(--net-veth)" />
      <path d="M214 42l10-6M216 50h12M214 58l10 5" stroke="var(--line-strong)" />
      <rect x="315" y="16" width="44" height="32" rx="6" stroke="var(--net-container)" />
      <rect x="293" y="25" width="22" height="14" rx="3" stroke="var(--net-container)" strokeDasharray="4 4" />
      <path d="M13 32h.01M20 32h.01M27 32h.01" stroke="var(--net-host)" strokeLinecap="round" strokeWidth="3" />
    </svg>
  );
}
