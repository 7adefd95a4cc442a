import { expect, it } from 'vitest';
import { listOf, textOf } from './text-list.ts';

it('reads what it wrote, over and over', () => {
  const list = ['keys:read', 'a "quoted" one', 'é'];
  for (let i = 0; i < 3; i++) expect(listOf(textOf(list))).toEqual(list);
  expect([listOf(null), textOf(null), listOf(textOf([]))]).toEqual([null, null, []]);
});

it('tells lists apart, however many there are', () => {
  for (let i = 0; i < 3000; i++) expect(listOf(textOf([`app-${i}`]))).toEqual([`app-${i}`]);
  expect(listOf(textOf(['app-1']))).toEqual(['app-1']);
});

it('hands nobody a list that another could change', () => {
  const list = listOf(textOf(['keys:read'])) as string[];
  expect(() => list.push('keys:write')).toThrow(TypeError);
  expect(listOf(textOf(['keys:read']))).toEqual(['keys:read']);
});

it('does not keep what is no JSON', () => {
  for (let i = 0; i < 2; i++) expect(() => listOf('[')).toThrow(SyntaxError);
});
