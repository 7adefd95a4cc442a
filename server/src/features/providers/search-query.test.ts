import { expect, it } from 'vitest';
import { readSearchQuery } from './search-query.ts';

const nothing = { words: '', owner: null, repository: null, state: null, forks: false };

it.each([
  ['', nothing],
  ['++ + ', nothing],
  ['web app', { ...nothing, words: 'web app' }],
  ['web+app', { ...nothing, words: 'web app' }],
  ['web+user:lea+fork:true', { ...nothing, words: 'web', owner: 'lea', forks: true }],
  ['org:tools user:lea', { ...nothing, owner: 'lea' }],
  ['fork:true fork:false', nothing],
  ['repo:lea/web is:open door', { ...nothing, words: 'door', repository: 'lea/web', state: 'open' }],
  ['IS:Closed REPO:Lea/Web', { ...nothing, repository: 'Lea/Web', state: 'closed' }],
  ['language:go user:', { ...nothing, words: 'language:go user:' }],
  ['a\u00a0b\tc\nd', { ...nothing, words: 'a b c d' }],
])('reads %j', (text, query) => {
  expect(readSearchQuery(text)).toEqual(query);
});

it('is short, whatever is sent', () => {
  expect(readSearchQuery('a '.repeat(10_000)).words.split(' ')).toHaveLength(20);
  expect(readSearchQuery('a'.repeat(10_000)).words).toHaveLength(200);
  expect(readSearchQuery(`${'a'.repeat(150)}:${':'.repeat(100_000)}`).words).toHaveLength(200);
});
