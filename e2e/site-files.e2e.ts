import { readFileSync } from 'node:fs';
import { expect, test } from './platform.ts';

test('what every browser and robot asks a site for is there', async ({ platform }) => {
  const types = {
    'favicon.ico': /^image\/(x-icon|vnd\.microsoft\.icon)$/,
    'favicon.svg': /^image\/svg\+xml/,
    'apple-touch-icon.png': /^image\/png$/,
    'robots.txt': /^text\/plain/,
  };
  for (const [name, type] of Object.entries(types)) {
    const answer = await fetch(`${platform.url}/${name}`);
    expect([name, answer.status]).toEqual([name, 200]);
    expect(answer.headers.get('content-type')).toMatch(type);
    const kept = readFileSync(new URL(`../web/public/${name}`, import.meta.url));
    expect(Buffer.from(await answer.arrayBuffer()).equals(kept)).toBe(true);
  }
});
