import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { CertificateCard } from '../../../../_completion/certificate-card.tsx';
import { PlainPage } from '../../../../_completion/plain-page.tsx';
import { labs } from '../../../../_lesson/labs-on-disk.ts';
import { pageLocale } from '../../../../_text/page-locale.ts';

interface CertificatePageProps {
  readonly params: Promise<{ readonly locale: string; readonly id: string }>;
}

export async function generateMetadata({ params }: CertificatePageProps): Promise<Metadata> {
  const { locale } = await pageLocale(params);
  const t = await getTranslations({ locale, namespace: 'certificate' });
  // A name is nobody's business but of those who have the link.
  return { title: `${t('page')} · Vethlab`, robots: { index: false } };
}

/** Says of a certificate whether this server issued it, to whoever has the link. */
export default async function CertificatePage({ params }: CertificatePageProps) {
  const { locale, isKnown } = await pageLocale(params);
  if (!isKnown) notFound();
  const titles = Object.fromEntries((await labs()).map((lab) => [lab.slug, lab.title[locale]]));
  return (
    <PlainPage width="text">
      <CertificateCard token={decoded((await params).id)} titles={titles} />
    </PlainPage>
  );
}

/** Whatever was typed after the last slash; what is no UTF-8 is no certificate either. */
function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
