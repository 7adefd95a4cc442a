import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

/** Where the server puts the facts that a page starts from. Not in index.html, which must stay lintable HTML. */
const bootFacts: Plugin = {
  name: 'loge-boot-facts',
  transformIndexHtml: () => [
    {
      tag: 'script',
      attrs: { type: 'application/json', id: 'loge-boot' },
      children: '%LOGE_BOOT%',
      injectTo: 'head',
    },
  ],
};

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

/**
 * What the protocol says to the server, or to people who read OpenAPI, no page shows: summaries, the API's own
 * English, which errors a route declares and which events it records.
 */
const dropServerWords: Plugin = {
  name: 'loge-drop-server-words',
  // Before types are stripped, which rewrites the quotes.
  enforce: 'pre',
  transform: {
    filter: { id: /[\\/]protocol[\\/]src[\\/]/ },
    handler: (code) =>
      code
        .replace(/\b(summary|words):\s*(?:'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")/g, "$1: ''")
        .replace(/\b(errors|records): \[[^\]]*\]/g, '$1: []'),
  },
};

/** Ours, except the words: those come one language at a time. */
const isShared = (id: string): boolean =>
  /[\\/](web[\\/]src[\\/](api|i18n|shell|theme|ui)|protocol[\\/]src)[\\/]/.test(id) &&
  !/\.(en|fr)\.ts$/.test(id);

export default defineConfig({
  plugins: [dropServerWords, react(), bootFacts, preloadFont('instrument-sans-latin-wght-normal')],
  build: {
    target: 'es2022',
    modulePreload: { polyfill: false },
    // A font or picture inside a style sheet would escape `font-src 'self'`.
    assetsInlineLimit: 0,
    rolldownOptions: {
      output: {
        // Few files rather than many: libraries change seldom, what most pages share comes along with the frame.
        codeSplitting: {
          groups: [
            {
              name: 'vendor',
              test: /node_modules[\\/](react|react-dom|scheduler|react-router|@tanstack)[\\/]/,
            },
            { name: 'base', test: isShared, minShareCount: 4 },
          ],
        },
      },
      treeshake: {
        // The protocol is declarations only: a page carries the routes it calls, not all of them.
        moduleSideEffects: [{ test: /[\\/]protocol[\\/]src[\\/]/, sideEffects: false }],
      },
    },
  },
});
