import type { Page } from './pages.ts';

/**
 * The page with Microsoft's Web Chat. What it needs beyond our own pages: an empty style element (its hash is that of
 * nothing), and blob: addresses for previews of pictures, which a worker makes and it fetches to send them.
 */
export const webChatPage: Page = {
  path: '/webchat',
  file: 'webchat/index.html',
  policy: {
    'style-src': "'self' 'nonce' 'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='",
    'img-src': "'self' data: blob:",
    'connect-src': "'self' blob:",
    'worker-src': 'blob:',
  },
};
