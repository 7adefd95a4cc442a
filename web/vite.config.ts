import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig, type ESTree, type Plugin, parseSync, Visitor } from 'vite';

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

/** What a page reads of a route: where and how to call it, and what its body may be. */
const readByPages = new Set(['method', 'path', 'body']);
/** Tables of which pages read the names only: the values are statuses and the API's own English. */
const namesOnly = new Set(['errors']);

/**
 * What the protocol says to the server, or to people who read OpenAPI, no page shows: who may call a route, what it
 * answers and refuses with, what it records. The types stay; they are checked, not built. Every call at the top of its
 * modules only declares something, so what a page does not name goes too.
 */
const dropServerFacts: Plugin = {
  name: 'loge-drop-server-facts',
  // Before types are stripped, which moves everything.
  enforce: 'pre',
  transform: {
    filter: { id: /[\\/]protocol[\\/]src[\\/]/ },
    handler(code, id) {
      const edits: Edit[] = [];
      const drop = ({ value, shorthand, key }: ESTree.ObjectProperty) =>
        edits.push({
          start: value.start,
          end: value.end,
          by: shorthand && key.type === 'Identifier' ? `${key.name}: 0` : '0',
        });
      /** With the comma after it. */
      const leaveOut = ({ start, end }: ESTree.ObjectProperty) => {
        const comma = /^\s*,/.exec(code.slice(end, end + 200))?.[0].length ?? 0;
        edits.push({ start, end: end + comma, by: '' });
      };
      // Only what a module says at its top declares; a call within a function does something.
      let depth = 0;
      const enter = () => void depth++;
      const leave = () => void depth--;
      new Visitor({
        FunctionDeclaration: enter,
        'FunctionDeclaration:exit': leave,
        FunctionExpression: enter,
        'FunctionExpression:exit': leave,
        ArrowFunctionExpression: enter,
        'ArrowFunctionExpression:exit': leave,
        CallExpression({ start, callee, arguments: [definition] }) {
          if (depth > 0) return;
          edits.push({ start, end: start, by: '/* @__PURE__ */ ' });
          if (callee.type !== 'Identifier' || callee.name !== 'route') return;
          for (const property of propertiesOf(definition))
            if (property.key.type === 'Identifier' && !readByPages.has(property.key.name)) leaveOut(property);
        },
        VariableDeclarator({ id: name, init }) {
          if (name.type === 'Identifier' && namesOnly.has(name.name))
            for (const property of propertiesOf(init)) drop(property);
        },
      }).visit(parseSync(id, code, { lang: 'ts' }).program);
      return apply(edits, code);
    },
  },
};

interface Edit {
  readonly start: number;
  readonly end: number;
  readonly by: string;
}

/** Of an object literal, whatever TypeScript says about it. */
function propertiesOf(node: ESTree.Node | null | undefined): ESTree.ObjectProperty[] {
  if (node?.type === 'TSAsExpression' || node?.type === 'TSSatisfiesExpression')
    return propertiesOf(node.expression);
  if (node?.type !== 'ObjectExpression') return [];
  return node.properties.filter((property) => property.type === 'Property');
}

/** Outer edits swallow what stands inside them. */
function apply(edits: readonly Edit[], code: string): string {
  const pieces: string[] = [];
  let at = 0;
  for (const { start, end, by } of edits.toSorted((one, other) => one.start - other.start)) {
    if (start < at) continue;
    pieces.push(code.slice(at, start), by);
    at = end;
  }
  return pieces.join('') + code.slice(at);
}

/** What the document itself loads. */
const ofEveryPage = /assets\/(base|vendor|rolldown-runtime)-[^/]+\.js$/;

const isWords = (id: string): boolean => /\.(en|fr)\.ts$/.test(id);

/** Ours, except the words: those come one language at a time. */
const isShared = (id: string): boolean =>
  /[\\/](web[\\/]src[\\/](api|i18n|shell|theme|ui)|protocol[\\/]src)[\\/]/.test(id) &&
  !isWords(id) &&
  !isOfIntegrations(id) &&
  !isOfProviders(id) &&
  !isDeparture(id);

/** Of members who look at their integrations, or at their home page: nobody needs it to sign in. */
const isOfIntegrations = (id: string): boolean =>
  /[\\/](web[\\/]src[\\/]api|protocol[\\/]src)[\\/]integrations\.ts$/.test(id);

/** Of whoever signs in with a provider, connects one or proves by it; what the pages to sign in show of that is not among it. */
const isOfProviders = (id: string): boolean =>
  /[\\/](web[\\/]src[\\/](api[\\/](proof-news|provider-trip)|shell[\\/](arrival|continue-with[\\/]begin-sign-in))|protocol[\\/]src[\\/](provider-sign-in|providers))\.ts$/.test(
    id,
  );

/** A button that leads to a provider. */
const isDeparture = (id: string): boolean =>
  /[\\/]web[\\/]src[\\/](api[\\/](provider-names|use-departure)|shell[\\/]continue-with[\\/]continue-with)\.tsx?$/.test(
    id,
  );

/** Fields and what is behind them; where their words are is known to pages without a form, too. */
const isForForms = (id: string): boolean =>
  (/[\\/]web[\\/]src[\\/](api[\\/](use-form|field-error|without)|ui[\\/](password-field|form-stack|toggle|meter)|shell[\\/]fields[\\/](?!texts\.ts))/.test(
    id,
  ) &&
    !isWords(id)) ||
  /[\\/]@mantine[\\/]core[\\/]esm[\\/]components[\\/](CloseButton|Combobox|Input|InputBase|NativeSelect|TextInput)[\\/]/.test(
    id,
  );

/** Our JSX keeps texts apart, for browsers that translate pages (src/ui/jsx-runtime.ts). */
const jsxSource = 'loge-jsx';
const jsxFile = (name: string): string => fileURLToPath(new URL(`src/ui/${name}.ts`, import.meta.url));

export default defineConfig({
  resolve: {
    alias: {
      [`${jsxSource}/jsx-runtime`]: jsxFile('jsx-runtime'),
      [`${jsxSource}/jsx-dev-runtime`]: jsxFile('jsx-dev-runtime'),
    },
  },
  plugins: [
    dropServerFacts,
    react({ jsxImportSource: jsxSource }),
    bootFacts,
    preloadFont('instrument-sans-latin-wght-normal'),
  ],
  build: {
    target: 'es2022',
    modulePreload: {
      polyfill: false,
      // A page that is fetched names the files that it needs; those of every page are here already.
      resolveDependencies: (_file, needed, { hostType }) =>
        hostType === 'html' ? needed : needed.filter((file) => !ofEveryPage.test(file)),
    },
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
            // What a page without a form can do without.
            {
              name: 'forms',
              test: isForForms,
              minShareCount: 4,
              priority: 1,
              includeDependenciesRecursively: false,
            },
            // Dialogs that ask first come after the page that opens them.
            {
              name: 'asking',
              test: /[\\/]shell[\\/](confirm-dialog|form-card)/,
              priority: 1,
              includeDependenciesRecursively: false,
            },
            // Where a new password is chosen: signing in does without.
            {
              name: 'new-passwords',
              test: /[\\/](shell[\\/]fields[\\/](new-password-field|password-hint)|protocol[\\/]src[\\/]password-stem)/,
              priority: 2,
              includeDependenciesRecursively: false,
            },
            // Of what may end on a day: keys and tokens.
            {
              name: 'expiry',
              test: /[\\/]shell[\\/]fields[\\/]expiry/,
              priority: 2,
              includeDependenciesRecursively: false,
            },
            // Of the pages behind mailed links.
            {
              name: 'mailed-links',
              test: /[\\/]shell[\\/](link-act-page|refused-link)/,
              priority: 1,
              includeDependenciesRecursively: false,
            },
            // A page without a list can do without.
            {
              name: 'lists',
              test: /[\\/](shell[\\/](list-section|use-list-steps|use-opening)|ui[\\/](empty-note|row|state-badge|status-message))\.tsx?$/,
              priority: 1,
              includeDependenciesRecursively: false,
            },
            {
              name: 'choices',
              test: /[\\/]ui[\\/]segmented\b/,
              priority: 1,
              includeDependenciesRecursively: false,
            },
            { name: 'providers', test: isOfProviders, priority: 1, includeDependenciesRecursively: false },
            // Whether there is something to show of them.
            {
              name: 'identities',
              test: /[\\/](api[\\/]own-identities|protocol[\\/]src[\\/]identities)\.ts$/,
              priority: 2,
              includeDependenciesRecursively: false,
            },
            // Of members who look at what they accepted, or have something to accept.
            {
              name: 'contracts',
              test: /[\\/](shell[\\/]waiting-contracts[\\/]waiting-contracts\.tsx|api[\\/]contracts\.ts|protocol[\\/]src[\\/]contracts\.ts)$/,
              priority: 2,
              includeDependenciesRecursively: false,
            },
            { name: 'departure', test: isDeparture, priority: 1, includeDependenciesRecursively: false },
            { name: 'base', test: isShared, minShareCount: 4 },
            { name: 'scm', test: isOfIntegrations, includeDependenciesRecursively: false },
            // The tab and the pages before and after a provider's own share most of it: the name of each file is known everywhere.
            {
              name: 'integrations',
              test: (id: string) =>
                /[\\/]features[\\/]integrations[\\/](?!connect-form|disconnect-dialog|pages|.*texts)/.test(
                  id,
                ),
              includeDependenciesRecursively: false,
            },
            // What only one tab says is packed together: many small files pack worse.
            ...['en', 'fr'].map((language) => ({
              name: `authentication-words-${language}`,
              test: new RegExp(
                `[\\\\/]features[\\\\/](passkeys[\\\\/]texts|revocation[\\\\/]texts|sessions[\\\\/]section-texts|two-factor[\\\\/]texts)\\.${language}\\.ts$`,
              ),
            })),
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
