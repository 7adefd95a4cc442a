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

/** A route of the protocol, and what of it only the server reads: each up to the next property, or the end. */
const route = /= route\(\{$[\s\S]*?^\}\);$/gm;
const serverParts =
  /^ {2}(id|summary|auth|params|query|status|reply|errors|records|bodyLimit|demoOnly):[\s\S]*?(?=^ {2}\w|^\})/gm;
/** The API's own English for what went wrong. */
const words = /\bwords:\s*(?:'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")/g;
const fieldCodes = /(?<=export const fieldCodes = \{)[^}]*/;
const fieldWords = /:\s*(?:'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")/g;

/**
 * Pages call a route by its path and check its body; what it answers they know by type. The rest of the protocol
 * is for the server and for people who read OpenAPI, and is not carried to browsers.
 */
const dropServerParts: Plugin = {
  name: 'loge-drop-server-parts',
  // Before types are stripped, which rewrites the quotes.
  enforce: 'pre',
  transform: {
    filter: { id: /[\\/]protocol[\\/]src[\\/]/ },
    handler: (code) =>
      code
        .replace(route, (definition) => definition.replace(serverParts, ''))
        .replace(words, "words: ''")
        .replace(fieldCodes, (list) => list.replace(fieldWords, ": ''")),
  },
};

/** Ours, except the words: those come one language at a time. */
const isShared = (id: string): boolean =>
  /[\\/](web[\\/]src[\\/](api|i18n|shell|theme|ui)|protocol[\\/]src)[\\/]/.test(id) &&
  !/\.(en|fr)\.ts$/.test(id);

export default defineConfig({
  plugins: [dropServerParts, react(), bootFacts, preloadFont('instrument-sans-latin-wght-normal')],
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
            { name: 'base', test: isShared, minShareCount: 6 },
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
