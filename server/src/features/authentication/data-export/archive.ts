import type { Locale } from '@loge/protocol';
import { strToU8, zipSync } from 'fflate';

const words = {
  en: {
    title: (platform: string) => `Your data at ${platform}`,
    made: (at: string) => `Made on ${at} (UTC). Everything that is held about you, one file for each part.`,
    file: 'File',
    entries: 'Entries',
    nothing: 'Nothing is held there.',
  },
  fr: {
    title: (platform: string) => `Vos données chez ${platform}`,
    made: (at: string) =>
      `Copie du ${at} (UTC). Tout ce qui est conservé à votre sujet, un fichier pour chaque partie.`,
    file: 'Fichier',
    entries: 'Éléments',
    nothing: 'Rien n’y est conservé.',
  },
} as const;

const escaped = (text: string): string =>
  text.replace(/[&<>"]/g, (c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[c] ?? '&quot;');

/** A ZIP of one JSON file for each part, and a page that shows them all without a program. */
export function makeArchive(
  parts: Readonly<Record<string, unknown>>,
  setting: { locale: Locale; platformName: string; at: string },
): Uint8Array {
  const json = Object.entries(parts).map(([name, part]) => [`${name}.json`, JSON.stringify(part, null, 2)]);
  const files = Object.fromEntries(json.map(([name = '', text = '']) => [name, strToU8(text)]));
  return zipSync({ 'index.html': strToU8(indexPage(parts, setting)), ...files }, { level: 6 });
}

function indexPage(
  parts: Readonly<Record<string, unknown>>,
  { locale, platformName, at }: { locale: Locale; platformName: string; at: string },
): string {
  const text = words[locale];
  const rows = Object.entries(parts).map(([name, part]) => {
    const size = Array.isArray(part) ? ` (${text.entries.toLowerCase()}: ${part.length})` : '';
    const empty = part === null || (Array.isArray(part) && part.length === 0);
    const body = empty ? `<p>${text.nothing}</p>` : `<pre>${escaped(JSON.stringify(part, null, 2))}</pre>`;
    return `<section><h2><a href="${escaped(name)}.json">${escaped(name)}.json</a>${size}</h2>${body}</section>`;
  });
  const title = escaped(text.title(platformName));
  return `<!doctype html>
<html lang="${locale}"><meta charset="utf-8"><title>${title}</title>
<style>body{max-width:46rem;margin:2rem auto;padding:0 1rem;font:15px/1.5 system-ui,sans-serif}pre{overflow-x:auto;padding:1rem;background:#f3f1ec}</style>
<h1>${title}</h1><p>${escaped(text.made(at.slice(0, 16).replace('T', ' ')))}</p>
${rows.join('\n')}
</html>
`;
}
