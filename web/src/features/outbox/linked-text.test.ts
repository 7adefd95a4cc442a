import { expect, test } from 'vitest';
import { linkedText } from './linked-text.ts';

test('addresses become links, without the punctuation that closes them', () => {
  expect(linkedText('See http://a.example/x?t=1-_2, or (https://b.example/).\nBye')).toEqual([
    { text: 'See ', href: null },
    { text: 'http://a.example/x?t=1-_2', href: 'http://a.example/x?t=1-_2' },
    { text: ', or (', href: null },
    { text: 'https://b.example/', href: 'https://b.example/' },
    { text: ').\nBye', href: null },
  ]);
});

test('no address, no link', () => {
  expect(linkedText('javascript:alert(1)')).toEqual([{ text: 'javascript:alert(1)', href: null }]);
  expect(linkedText('')).toEqual([]);
});
