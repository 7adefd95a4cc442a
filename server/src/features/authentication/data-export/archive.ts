import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Locale } from '@loge/protocol';
import { strToU8, Zip, ZipDeflate } from 'fflate';

const words = {
  en: {
    title: (platform: string) => `Your data at ${platform}`,
    made: (at: string) => `Made on ${at} (UTC). Everything that is held about you, one file for each part.`,
    file: 'File',
    entries: 'Entries',
    nothing: 'Nothing is held there.',
    shown: (count: number) => `The first ${count}; the file has all of them.`,
  },
  fr: {
    title: (platform: string) => `Vos données chez ${platform}`,
    made: (at: string) =>
      `Copie du ${at} (UTC). Tout ce qui est conservé à votre sujet, un fichier pour chaque partie.`,
    file: 'Fichier',
    entries: 'Éléments',
    nothing: 'Rien n’y est conservé.',
    shown: (count: number) => `Les ${count} premiers\u202f; le fichier les contient tous.`,
  },
} as const;

const escaped = (text: string): string =>
  text.replace(/[&<>"]/g, (c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[c] ?? '&quot;');

/** One part of the copy: given whole, or in pages when it is a list that may be long. */
export interface Part {
  readonly name: string;
  readonly content: { readonly whole: unknown } | { readonly pages: AsyncIterable<readonly unknown[]> };
}

/** The most entries of a list that the page shows. Programs read the rest from the files. */
const shownAtMost = 500;

interface Shown {
  readonly name: string;
  readonly part: unknown;
  /** The number of entries of the list in its file; null when the part is no list. */
  readonly count: number | null;
}

/**
 * Makes a ZIP of one JSON file for each part, and a page that shows them without a program. Of a long list one page is in
 * memory at a time, and other requests are answered between two pages.
 */
export async function makeArchive(
  parts: AsyncIterable<Part>,
  setting: { locale: Locale; platformName: string; at: string },
): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  const zip = new Zip((error, chunk) => {
    if (error) throw error;
    chunks.push(chunk);
  });
  const shown: Shown[] = [];
  for await (const { name, content } of parts) {
    const file = new ZipDeflate(`${name}.json`, { level: 6 });
    zip.add(file);
    if ('pages' in content) {
      shown.push({ name, ...(await addPages(file, content.pages)) });
    } else {
      file.push(strToU8(JSON.stringify(content.whole, null, 2)), true);
      shown.push({
        name,
        part: content.whole,
        count: Array.isArray(content.whole) ? content.whole.length : null,
      });
    }
    await nextTurn();
  }
  const index = new ZipDeflate('index.html', { level: 6 });
  zip.add(index);
  index.push(strToU8(indexPage(shown, setting)), true);
  zip.end();
  return Buffer.concat(chunks);
}

/** Writes the pages as `JSON.stringify` would write the whole list. */
async function addPages(
  file: ZipDeflate,
  pages: AsyncIterable<readonly unknown[]>,
): Promise<{ part: unknown[]; count: number }> {
  const part: unknown[] = [];
  let count = 0;
  for await (const page of pages) {
    const items = page.map((item) => `  ${JSON.stringify(item, null, 2).replaceAll('\n', '\n  ')}`);
    file.push(strToU8(`${count === 0 ? '[' : ','}\n${items.join(',\n')}`));
    part.push(...page.slice(0, shownAtMost - part.length));
    count += page.length;
    await nextTurn();
  }
  file.push(strToU8(count === 0 ? '[]' : '\n]'), true);
  return { part, count };
}

function indexPage(
  parts: readonly Shown[],
  { locale, platformName, at }: { locale: Locale; platformName: string; at: string },
): string {
  const text = words[locale];
  const rows = parts.map(({ name, part, count }) => {
    const size = count === null ? '' : ` (${text.entries.toLowerCase()}: ${count})`;
    const empty = part === null || count === 0;
    const cut =
      Array.isArray(part) && count !== null && count > part.length ? `<p>${text.shown(part.length)}</p>` : '';
    const body = empty
      ? `<p>${text.nothing}</p>`
      : `${cut}<pre>${escaped(JSON.stringify(part, null, 2))}</pre>`;
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
