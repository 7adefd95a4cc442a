import { escapeHtml } from '../../html.ts';
import { exampleOf, type Loose, resolve } from './example.ts';
import { style } from './style.ts';

/** The OpenAPI document as a page for people. It shows each route by chapter, with who may call it, bodies and examples. */
export function docsBody(document: Loose): string {
  const operations: Operation[] = Object.entries<Loose>(document.paths).flatMap(([path, verbs]) =>
    Object.entries<Loose>(verbs).map(([method, about]) => ({ method: method.toUpperCase(), path, about })),
  );
  const chapters: Loose[] = document.tags;
  return `<header><h1>${escapeHtml(document.info.title)} API</h1>
${paragraphs(document.info.description)}
<p><a href="/openapi.json">openapi.json</a> says the same to programs (OpenAPI ${escapeHtml(document.openapi)}).</p></header>
<nav aria-label="Chapters"><ul>${chapters.map(({ name }) => `<li><a href="#${slug(name)}">${escapeHtml(name)}</a></li>`).join('')}</ul></nav>
<main>${chapters
    .map((chapter) =>
      section(
        document,
        chapter,
        operations.filter(({ about }) => about.tags.includes(chapter.name)),
      ),
    )
    .join('\n')}</main>`;
}

interface Operation {
  readonly method: string;
  readonly path: string;
  readonly about: Loose;
}

export const docsPage = (title: string, body: string, theme: string): string =>
  `<!doctype html><html lang="en" data-theme="${escapeHtml(theme)}"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1"><title>${escapeHtml(title)}</title>
<style>${style}</style></head><body>${body}</body></html>`;

const section = (document: Loose, { name, description }: Loose, operations: readonly Operation[]): string =>
  `<section aria-labelledby="${slug(name)}"><h2 id="${slug(name)}">${escapeHtml(name)}</h2><p class="muted">${words(description)}</p>
${operations.map((one) => entry(document, one)).join('\n')}</section>`;

function entry(document: Loose, { method, path, about }: Operation): string {
  const body = about.requestBody?.content['application/json']?.schema;
  const form = about.requestBody?.content['application/x-www-form-urlencoded'];
  const statuses = Object.keys(about.responses);
  const success = statuses.find((status) => status.startsWith('2')) ?? '200';
  const reply = about.responses[success].content?.['application/json']?.schema;
  return `<details id="${escapeHtml(about.operationId)}"><summary><code><span class="method">${method}</span> ${escapeHtml(path)}</code>
<span class="what">${words(about.summary)}</span></summary><div>
<h3>Who may call it</h3><p>${words(callers(about['x-auth']))}</p>
${parameters(document, about.parameters)}
${body ? `<h3>Body${form ? ', as JSON or as a form' : ''}</h3>${json(document, body)}` : ''}
<h3>Reply: ${escapeHtml(success)}</h3>${reply ? json(document, reply) : '<p>Nothing.</p>'}
<h3>Errors</h3><dl>${statuses
    .filter((status) => status !== success)
    .map((status) => `<dt>${escapeHtml(status)}</dt><dd>${words(about.responses[status].description)}</dd>`)
    .join('')}</dl>
<h3>Example</h3><pre tabindex="0">${escapeHtml(curl(document, { method, path, about }))}</pre></div></details>`;
}

const kinds: Readonly<Record<string, string>> = {
  session: 'a signed-in browser',
  bearer: 'a JWT (Bearer)',
  password: 'name and password (Basic)',
  token: 'an API token (Basic, empty user)',
  service: 'a machine of the platform (Bearer)',
  client: 'a machine of the platform (Basic)',
};

const proofs: Readonly<Record<string, string>> = {
  fresh:
    'with fresh proof of the person (`current_password`, and `X-Authorization-OTP` when a second factor is on)',
  fresh_or_new_token: 'with fresh proof of the person, or a token made by password within ten minutes',
  fresh_by_page: 'with fresh proof when called by a page',
  fresh_or_code: 'with fresh proof when called by a page; otherwise the code in the body is the proof',
  begun: 'by what began it, within ten minutes',
  for_credentials: 'with `current_password` where an address or a password changes',
};

function callers(auth: Loose): string {
  if (auth.credentials === 'anyone') return 'Anybody.';
  const who = auth.credentials.map((kind: string) => kinds[kind] ?? kind).join(', ');
  const conditions = [
    ...(auth.optional ? ['or nobody in particular'] : []),
    ...(auth.scope ? [`a limited token with \`${auth.scope}\``] : []),
    ...(auth.service_scope ? [`a machine with \`${auth.service_scope}\``] : []),
    ...(auth.operators_only ? ['of people operators only'] : []),
    ...(auth.confirmed_email ? ['once the address is confirmed'] : []),
    ...(auth.proof ? [proofs[auth.proof] ?? auth.proof] : []),
  ];
  return `${capital(who)}${conditions.length > 0 ? `; ${conditions.join('; ')}` : ''}.`;
}

function parameters(document: Loose, list: readonly Loose[]): string {
  if (list.length === 0) return '';
  const items = list.map((one) => {
    const { name, in: place, required, description, schema } = one.$ref ? resolve(document, one.$ref) : one;
    const type = schema.enum ? schema.enum.join(', ') : [schema.type].flat().join(' or ');
    const bounds = [schema.minimum, schema.maximum].filter((bound) => bound !== undefined).join(' to ');
    const said = [`${place}, ${type}${bounds ? ` ${bounds}` : ''}${required ? ', needed' : ''}`, description];
    return `<dt><code>${escapeHtml(name)}</code></dt><dd>${words(said.filter(Boolean).join('. '))}</dd>`;
  });
  return `<h3>Parameters</h3><dl>${items.join('')}</dl>`;
}

const json = (document: Loose, schema: Loose): string =>
  `<pre tabindex="0">${escapeHtml(JSON.stringify(exampleOf(document, schema), null, 2))}</pre>`;

/** A call as typed on a command line, with the kind of credential that suits a program best. */
function curl(document: Loose, { method, path, about }: Operation): string {
  const credentials: readonly string[] =
    about['x-auth'].credentials === 'anyone' ? [] : about['x-auth'].credentials;
  const kind = ['password', 'token', 'bearer', 'service', 'session'].find((one) => credentials.includes(one));
  const options: Readonly<Record<string, string>> = {
    password: " -u lea:'passphrase'",
    token: ' -u :tk-us-…',
    bearer: " -H 'authorization: Bearer eyJ…'",
    service: " -H 'authorization: Bearer loge-svc-…'",
    session: " -H 'cookie: __Host-loge_session=…' -H 'sec-fetch-site: same-origin'",
  };
  const [server] = document.servers;
  const url = `${server.url === '/' ? '' : server.url}${path.replace(/\{\w+\}/g, '…')}`;
  const schema = about.requestBody?.content['application/json']?.schema;
  const body = schema
    ? ` \\\n  -H 'content-type: application/json' -d '${JSON.stringify(exampleOf(document, schema))}'`
    : '';
  return `curl${method === 'GET' ? '' : ` -X ${method}`}${kind ? options[kind] : ''} ${url}${body}`;
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

const slug = (name: string): string => name.toLowerCase().replace(/[^a-z0-9]+/g, '-');

const paragraphs = (text: string): string =>
  text
    .split('\n\n')
    .map((one) => `<p>${words(one)}</p>`)
    .join('\n');

/** Escaped text, with its `code` marked up. */
const words = (text: string): string =>
  text
    .split('`')
    .map((part, i) => (i % 2 === 0 ? escapeHtml(part) : `<code>${escapeHtml(part)}</code>`))
    .join('');
