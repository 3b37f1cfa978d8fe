import '../_style/global.css';
import type { Metadata, Viewport } from 'next';
import { cookies, headers } from 'next/headers';
import { NextIntlClientProvider } from 'next-intl';
import { getMessages, getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { ThemeProvider } from '../_frame/theme-provider.tsx';
import { MOTION_COOKIE, motionOf } from '../_settings/motion-choice.ts';
import { pageLocale } from '../_text/page-locale.ts';

interface LayoutProps {
  readonly children: ReactNode;
  readonly params: Promise<{ readonly locale: string }>;
}

export const viewport: Viewport = {
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#ffffff' },
    { media: '(prefers-color-scheme: dark)', color: '#151b1a' },
  ],
};

export async function generateMetadata({ params }: LayoutProps): Promise<Metadata> {
  const { locale } = await pageLocale(params);
  const t = await getTranslations({ locale, namespace: 'frame' });
  return { description: t('description') };
}

/** Under an address without a known language the page is a 404 in the visitor's language. */
export default async function LocaleLayout({ children, params }: LayoutProps) {
  const { locale } = await pageLocale(params);
  const motion = motionOf((await cookies()).get(MOTION_COOKIE)?.value);
  return (
    <html lang={locale} data-motion={motion} suppressHydrationWarning>
      <body className="min-h-dvh bg-canvas text-md text-ink antialiased">
        <ThemeProvider nonce={(await headers()).get('x-nonce') ?? undefined}>
          <NextIntlClientProvider messages={await getMessages()}>{children}</NextIntlClientProvider>
        </ThemeProvider>
      </body>
    </html>
  );
}
