import { expect, test } from 'vitest';
import { tokenPageOf } from './token-page.ts';

test.each([
  ['https://git.example.com', 'https://git.example.com/user/settings/applications'],
  [' git.example.com:8443/zoe/app?tab=x ', 'https://git.example.com:8443/user/settings/applications'],
  ['http://localhost:3000', 'http://localhost:3000/user/settings/applications'],
  ['git', null],
  ['', null],
  ['javascript://git.example.com', null],
  ['https://zoe:secret@git.example.com', null],
])('%j has its page for tokens at %j', (typed, page) => expect(tokenPageOf('forgejo', typed)).toBe(page));
