import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const page = (path: string) => fileURLToPath(new URL(`./web/${path}`, import.meta.url));

/** The pages; the widget is a library of its own (vite.widget.config.ts). */
export default defineConfig({
  root: 'web',
  plugins: [react()],
  html: { cspNonce: '__NONCE__' },
  build: {
    outDir: '../dist/web',
    emptyOutDir: true,
    rollupOptions: {
      input: {
        storefront: page('storefront/index.html'),
        webchat: page('webchat/index.html'),
        signin: page('signin/index.html'),
        desk: page('desk/index.html'),
        console: page('console/index.html'),
      },
    },
  },
});
