'use client';

import { ThemeProvider as NextThemesProvider } from 'next-themes';
import type { ReactNode } from 'react';

export function ThemeProvider({ children }: { readonly children: ReactNode }) {
  return (
    <NextThemesProvider attribute="data-theme" storageKey="vethlab-theme" disableTransitionOnChange enableColorScheme={false}>
      {children}
    </NextThemesProvider>
  );
}
