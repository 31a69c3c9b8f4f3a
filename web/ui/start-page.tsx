import './ui.css';
import './mantine-styles.ts';
import '../design/tokens.css';
import { MantineProvider } from '@mantine/core';
import { type QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { type ReactNode, StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { useColorScheme } from './color-scheme.ts';
import { OfflineBanner } from './states/offline-banner.tsx';
import { Toasts } from './states/toasts.tsx';
import { cssVariables, theme } from './theme.ts';
import { LanguageProvider } from './words/language.tsx';

/** Puts a page of the people who work here into #root: colours, language, fetched data, toasts. */
export function startPage(page: ReactNode, queries: QueryClient): void {
  const nonce = document.querySelector<HTMLMetaElement>('meta[property=csp-nonce]')?.nonce ?? '';
  // What locks scrolling under a modal writes a style element of its own and looks for the nonce there.
  Object.assign(globalThis, { __webpack_nonce__: nonce });
  createRoot(document.getElementById('root')!).render(
    <StrictMode>
      <Frame nonce={nonce}>
        <QueryClientProvider client={queries}>
          <LanguageProvider>
            <OfflineBanner />
            {page}
            <Toasts />
          </LanguageProvider>
        </QueryClientProvider>
      </Frame>
    </StrictMode>,
  );
}

function Frame({ nonce, children }: { nonce: string; children: ReactNode }) {
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={cssVariables}
      deduplicateCssVariables={false}
      forceColorScheme={useColorScheme()}
      getStyleNonce={() => nonce}
    >
      {children}
    </MantineProvider>
  );
}
