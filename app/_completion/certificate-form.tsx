'use client';

import { useRouter } from 'next/navigation';
import { useLocale, useTranslations } from 'next-intl';
import { useId, useState } from 'react';
import { MAX_NAME_CHARACTERS } from '../../server/protocol/completion.ts';
import { certificatePath } from '../_frame/paths.ts';
import { problemTexts, type Trouble } from '../_text/problems.ts';
import { Button } from '../_ui/button.tsx';
import { askForCertificate } from './ask-for.ts';

/** Asks for a name, or none, and leads to the certificate. */
export function CertificateForm({ lab }: { readonly lab: string }) {
  const t = useTranslations('completion.form');
  const locale = useLocale();
  const router = useRouter();
  const id = useId();
  const [name, setName] = useState('');
  const [isMaking, setIsMaking] = useState(false);
  const [trouble, setTrouble] = useState<Trouble>();
  const isTooLong = [...name.trim()].length > MAX_NAME_CHARACTERS;

  async function make() {
    setIsMaking(true);
    const answer = await askForCertificate(lab, name);
    setTrouble(answer.ok ? undefined : answer.trouble);
    if (answer.ok) router.push(certificatePath(locale, answer.value));
    else setIsMaking(false);
  }

  return (
    <section aria-labelledby={`${id}-title`} className="space-y-4 rounded-2xl border border-line bg-surface p-5 sm:p-6">
      <h2 id={`${id}-title`} className="text-xl font-bold">
        {t('title')}
      </h2>
      <p className="text-md text-ink-soft">{t('body')}</p>
      <form
        className="flex flex-wrap items-end gap-3"
        onSubmit={(event) => {
          event.preventDefault();
          if (!isTooLong && !isMaking) void make();
        }}
      >
        <div className="min-w-0 flex-1 basis-64 space-y-1.5">
          <label htmlFor={id} className="block text-base font-medium">
            {t('name')} <span className="font-normal text-ink-faint">({t('optional')})</span>
          </label>
          <input
            id={id}
            type="text"
            value={name}
            autoComplete="name"
            aria-invalid={isTooLong}
            aria-describedby={`${id}-fault`}
            onChange={(event) => setName(event.target.value)}
            className="h-9 w-full rounded-md border border-control bg-surface px-3 text-md text-ink"
          />
        </div>
        <Button type="submit" look="primary" disabled={isMaking || isTooLong} data-make-certificate="">
          {t(isMaking ? 'making' : 'make')}
        </Button>
      </form>
      <p id={`${id}-fault`} role="alert" className="text-base text-bad empty:hidden">
        {isTooLong && t('tooLong')}
        {!isTooLong && trouble && `${problemTexts[trouble].title[locale]} ${problemTexts[trouble].next[locale]}`}
      </p>
    </section>
  );
}
