import { expect, it } from 'vitest';
import { listOf, textOf } from './text-list.ts';

it('reads what it wrote', () => {
  const list = ['keys:read', 'a "quoted" one', 'é'];
  expect(listOf(textOf(list))).toEqual(list);
  expect([listOf(null), textOf(null), listOf(textOf([]))]).toEqual([null, null, []]);
});

it('hands nobody a list that another could change', () => {
  const text = textOf(['keys:read']);
  (listOf(text) as string[]).push('keys:write');
  expect(listOf(text)).toEqual(['keys:read']);
});

it('refuses what is no JSON', () => {
  expect(() => listOf('[')).toThrow(SyntaxError);
});
