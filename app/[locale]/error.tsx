'use client';

import { useTranslations } from 'next-intl';
import { Button } from '../_ui/button.tsx';

/** What a reader sees when a page could not be made. Nothing of the error itself: that is in the server's log. */
export default function PageError({ reset }: { readonly reset: () => void }) {
  const t = useTranslations('frame.unmade');
  return (
    <main className="mx-auto flex min-h-dvh max-w-160 flex-col justify-center gap-5 px-6" role="alert">
      <h1 className="text-3xl font-bold">{t('title')}</h1>
      <p className="text-lg text-ink-soft">{t('body')}</p>
      <p className="flex gap-3">
        <Button look="primary" size="lg" onClick={reset}>
          {t('again')}
        </Button>
        {/* A plain link: after an error the whole page is loaded anew. */}
        <a href="/" className="inline-flex h-11 items-center px-3 text-accent underline underline-offset-4">
          {t('home')}
        </a>
      </p>
    </main>
  );
}
