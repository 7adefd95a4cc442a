import { Fragment, isValidElement, type ReactElement, type ReactNode } from 'react';
import { expect, test } from 'vitest';
import { jsx, jsxs } from './jsx-runtime.ts';

const childrenOf = (element: ReactElement): ReactNode[] =>
  [(element.props as { children: ReactNode }).children].flat() as ReactNode[];

test('text beside something else has an element of its own', () => {
  const [name, space, gone, count] = childrenOf(jsxs('p', { children: ['Zoé', ' ', false, 3] }));
  expect(isValidElement(name) && name.type).toBe('span');
  expect(isValidElement(count) && count.type).toBe('span');
  // Blanks are left alone, because there is nothing to translate.
  expect([space, gone]).toEqual([' ', false]);
});

test('text alone is the content of its element; of a fragment, which has none, it is not', () => {
  expect(childrenOf(jsx('p', { children: 'Zoé' }))).toEqual(['Zoé']);
  const [alone] = childrenOf(jsx(Fragment, { children: 'Zoé' }));
  expect(isValidElement(alone) && alone.type).toBe('span');
});

test('what can hold text only is left alone', () => {
  expect(childrenOf(jsxs('option', { children: ['UTC', '+2'] }))).toEqual(['UTC', '+2']);
});
