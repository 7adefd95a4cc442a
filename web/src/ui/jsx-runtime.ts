import { type ElementType, Fragment, type Key, type ReactElement, type ReactNode } from 'react';
import { jsx as plainJsx, jsxs as plainJsxs } from 'react/jsx-runtime';

/**
 * What our JSX is compiled to (vite.config.ts): React's own, with an element of its own for each text that stands
 * beside something else. A browser that translates a page puts elements in the place of text nodes; React would then
 * take away or move a node that is no longer there, and the page would be gone with what it shows this once.
 */
interface Props {
  children?: ReactNode;
  [name: string]: unknown;
}

/** Those that can hold nothing but text. */
const textOnly = new Set<unknown>(['option', 'textarea', 'title', 'style', 'script']);

const wrapped = (child: ReactNode): ReactNode =>
  (typeof child === 'string' && child.trim() !== '') || typeof child === 'number'
    ? plainJsx('span', { children: child })
    : child;

/** One child: the content of its element, which React sets as a whole; a fragment has no element of its own. */
export function jsx(type: ElementType, props: Props, key?: Key): ReactElement {
  return type === Fragment
    ? plainJsx(type, { ...props, children: wrapped(props.children) }, key)
    : plainJsx(type, props, key);
}

/** Several children, each in its place. */
export function jsxs(type: ElementType, props: Props, key?: Key): ReactElement {
  const { children } = props;
  if (!Array.isArray(children) || textOnly.has(type)) return plainJsxs(type, props, key);
  return plainJsxs(type, { ...props, children: children.map(wrapped) }, key);
}

export { Fragment };
