import { notFound } from 'next/navigation';
import { pageLocale } from '../../_text/page-locale.ts';

/** Every address that no other page answers. */
export default async function UnknownPage({ params }: { readonly params: Promise<{ readonly locale: string }> }) {
  await pageLocale(params);
  notFound();
}
