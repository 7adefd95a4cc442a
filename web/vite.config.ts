import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

/** Starts the download of the one font file that every page needs before its style sheet is read. */
const preloadFont = (name: string): Plugin => ({
  name: 'loge-preload-font',
  transformIndexHtml: {
    order: 'post',
    handler: (_html, { bundle }) =>
      Object.keys(bundle ?? {})
        .filter((file) => file.includes(name))
        .map((file) => ({
          tag: 'link',
          attrs: { rel: 'preload', as: 'font', type: 'font/woff2', href: `/${file}`, crossorigin: '' },
          injectTo: 'head-prepend',
        })),
  },
});

export default defineConfig({
  plugins: [react(), preloadFont('instrument-sans-latin-wght-normal')],
  build: {
    target: 'es2022',
    modulePreload: { polyfill: false },
    // A font or picture inside a style sheet would escape `font-src 'self'`.
    assetsInlineLimit: 0,
    rolldownOptions: {
      treeshake: {
        // The protocol is declarations only: a page carries the routes it calls, not all of them.
        moduleSideEffects: [{ test: /[\\/]protocol[\\/]src[\\/]/, sideEffects: false }],
      },
    },
  },
});
