import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { defineConfig, type Plugin } from 'vite';

/** What a shop's page may pay for the chat. */
const limitBytes = 15 * 1024;

/** Says what the script weighs over the wire, and breaks the build when it is too much. */
function weighed(): Plugin {
  return {
    name: 'mainstay-weighed',
    generateBundle(_options, bundle) {
      for (const [name, output] of Object.entries(bundle)) {
        const bytes = gzipSync(output.type === 'chunk' ? output.code : output.source, { level: 9 }).length;
        if (bytes > limitBytes)
          this.error(`${name} has ${bytes} bytes gzipped, more than the ${limitBytes} that it may have`);
        this.info(`${name}: ${(bytes / 1024).toFixed(1)} KB gzipped of ${limitBytes / 1024}`);
      }
    },
  };
}

/** The widget: one script that a shop's page includes, without imports and without lazy parts. */
export default defineConfig({
  plugins: [weighed()],
  publicDir: false,
  build: {
    outDir: 'dist/web',
    emptyOutDir: false,
    target: 'es2022',
    // The style sheet is written for the browsers that the script runs in: nothing to add for older ones.
    cssTarget: 'esnext',
    reportCompressedSize: false,
    lib: {
      entry: fileURLToPath(new URL('./web/widget/main.ts', import.meta.url)),
      name: 'mainstayWidget',
      formats: ['iife'],
      fileName: () => 'widget.js',
    },
  },
});
