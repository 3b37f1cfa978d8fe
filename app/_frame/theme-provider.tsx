'use client';

import { ThemeProvider as NextThemesProvider } from 'next-themes';
import type { ReactNode } from 'react';

interface ThemeProviderProps {
  /** Lets the small script in that sets the theme before the first paint. */
  readonly nonce: string | undefined;
  readonly children: ReactNode;
}

export function ThemeProvider({ nonce, children }: ThemeProviderProps) {
  return (
    <NextThemesProvider
      attribute="data-theme"
      storageKey="vethlab-theme"
      disableTransitionOnChange
      enableColorScheme={false}
      {...(nonce !== undefined && { nonce })}
    >
      {children}
    </NextThemesProvider>
  );
}
