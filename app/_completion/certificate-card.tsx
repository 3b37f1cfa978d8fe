'use client';

import Link from 'next/link';
import { useFormatter, useLocale, useTranslations } from 'next-intl';
import { useState } from 'react';
import type { CertificateReading } from '../../server/protocol/completion.ts';
import { labPath } from '../_frame/paths.ts';
import { Button } from '../_ui/button.tsx';
import { buttonStyle } from '../_ui/button-style.ts';
import { Icon, type IconName } from '../_ui/icon.tsx';
import { readCertificate } from './ask-for.ts';
import { useAnswer } from './use-answer.ts';

interface CertificateCardProps {
  readonly token: string;
  /** Of the labs that there are, by slug. */
  readonly titles: Readonly<Record<string, string>>;
}

type Signed = Extract<CertificateReading, { certificate: object }>;

/** The certificate that a link stands for, and whether it is one. */
export function CertificateCard({ token, titles }: CertificateCardProps) {
  const t = useTranslations('certificate');
  const { answer, again } = useAnswer(token, () => readCertificate(token));
  if (answer === undefined) return <p className="text-ink-soft">{t('loading')}</p>;
  if (!answer.ok) {
    return (
      <div className="space-y-5">
        <Verdict standing="unreachable" />
        <Button onClick={again}>{t('retry')}</Button>
      </div>
    );
  }
  const reading = answer.value;
  return (
    <div className="space-y-6">
      <Verdict standing={reading.standing} />
      {'certificate' in reading && <Sheet reading={reading} titles={titles} />}
      {reading.standing === 'genuine' && (
        <Actions token={token} lab={reading.certificate.lab} hasLab={reading.certificate.lab in titles} />
      )}
    </div>
  );
}

type Standing = CertificateReading['standing'] | 'unreachable';

const looks: Readonly<Record<'good' | 'bad' | 'unsure', { readonly style: string; readonly icon: IconName }>> = {
  good: { style: 'border-accent/40 bg-accent-soft/60 text-accent', icon: 'check' },
  bad: { style: 'border-bad/40 bg-bad-soft text-bad', icon: 'cross' },
  unsure: { style: 'border-warn/40 bg-warn-soft text-warn', icon: 'warning' },
};

const kinds: Readonly<Record<Standing, keyof typeof looks>> = {
  genuine: 'good',
  revoked: 'bad',
  altered: 'bad',
  foreign: 'unsure',
  unreadable: 'unsure',
  unreachable: 'unsure',
};

function Verdict({ standing }: { readonly standing: Standing }) {
  const t = useTranslations('certificate');
  const { style, icon } = looks[kinds[standing]];
  return (
    <div role="status" data-standing={standing} className={`flex gap-3 rounded-xl border p-4 sm:p-5 ${style}`}>
      <span className="mt-1">
        <Icon name={icon} size={18} />
      </span>
      <div>
        <h1 className="text-xl font-bold">{t(`${standing}.title`)}</h1>
        <p className="text-md text-ink">{t(`${standing}.body`)}</p>
      </div>
    </div>
  );
}

function Sheet({ reading, titles }: { readonly reading: Signed; readonly titles: CertificateCardProps['titles'] }) {
  const t = useTranslations('certificate');
  const format = useFormatter();
  const { lab, name, date, points, totalPoints } = reading.certificate;
  const facts = [
    ['date', format.dateTime(new Date(`${date}T00:00:00Z`), { dateStyle: 'long', timeZone: 'UTC' })],
    ['points', `${points} / ${totalPoints}`],
    ['number', reading.number],
  ] as const;
  return (
    <article className="space-y-6 rounded-2xl border border-line border-t-4 border-t-accent bg-surface p-6 sm:p-10">
      <p className="text-md font-semibold text-accent">{t('heading')}</p>
      <div className="space-y-2">
        <h2 className="text-3xl font-bold break-words">{name === undefined ? t('bearer') : <bdi>{name}</bdi>}</h2>
        <p className="text-md text-ink-soft">{t('given')}</p>
        <p className="text-2xl font-bold">{titles[lab] ?? lab}</p>
      </div>
      <p className="text-base text-ink-soft">{t('how')}</p>
      <dl className="tabular flex flex-wrap gap-x-10 gap-y-4 border-t border-line pt-5">
        {facts.map(([key, value]) => (
          <div key={key}>
            <dt className="text-sm text-ink-faint">{t(key)}</dt>
            <dd className="font-semibold">{value}</dd>
          </div>
        ))}
      </dl>
      {name !== undefined && <p className="text-sm text-ink-faint">{t('name')}</p>}
    </article>
  );
}

interface ActionsProps {
  readonly token: string;
  readonly lab: string;
  readonly hasLab: boolean;
}

function Actions({ token, lab, hasLab }: ActionsProps) {
  const t = useTranslations('certificate');
  const locale = useLocale();
  const [isCopied, setIsCopied] = useState(false);
  const pdf = (language: string) => `/api/certificates/${encodeURIComponent(token)}/pdf/${language}`;
  return (
    <p className="flex print:hidden flex-wrap items-center gap-3">
      <a href={pdf(locale)} download data-pdf={locale} className={buttonStyle({ look: 'primary' })}>
        <Icon name="down" />
        {t('pdf')}
      </a>
      <a href={pdf(locale === 'ko' ? 'en' : 'ko')} download className={buttonStyle({ look: 'outline' })}>
        {t('pdfOther')}
      </a>
      <Button onClick={() => void navigator.clipboard.writeText(location.href).then(() => setIsCopied(true), ignore)}>
        {t('copy')}
      </Button>
      <span role="status" className="text-base text-accent">
        {isCopied && t('copied')}
      </span>
      {hasLab && (
        <Link prefetch={false} href={labPath(locale, lab)} className={buttonStyle({ look: 'quiet' })}>
          {t('lab')}
        </Link>
      )}
    </p>
  );
}

/** Without the clipboard there is still the address bar. */
function ignore(): void {}
