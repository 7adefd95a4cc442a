import { type ElementType, Fragment, type Key, type ReactElement, type ReactNode } from 'react';
import { jsx as plainJsx, jsxs as plainJsxs } from 'react/jsx-runtime';

/**
 * The JSX runtime that the pages are compiled to (vite.config.ts). It is React's own, but each text that stands beside
 * something else gets its own element. A browser that translates a page replaces text nodes by elements. React would then
 * remove or move a node that is no longer there, and the page would crash, with whatever it shows only once.
 */
interface Props {
  children?: ReactNode;
  [name: string]: unknown;
}

/** Elements that can hold nothing but text. */
const textOnly = new Set<unknown>(['option', 'textarea', 'title', 'style', 'script']);

const wrapped = (child: ReactNode): ReactNode =>
  (typeof child === 'string' && child.trim() !== '') || typeof child === 'number'
    ? plainJsx('span', { children: child })
    : child;

/** For one child. It is the content of its element, which React sets as a whole. Only a fragment has no element of its own. */
export function jsx(type: ElementType, props: Props, key?: Key): ReactElement {
  return type === Fragment
    ? plainJsx(type, { ...props, children: wrapped(props.children) }, key)
    : plainJsx(type, props, key);
}

/** For several children. */
export function jsxs(type: ElementType, props: Props, key?: Key): ReactElement {
  const { children } = props;
  if (!Array.isArray(children) || textOnly.has(type)) return plainJsxs(type, props, key);
  return plainJsxs(type, { ...props, children: children.map(wrapped) }, key);
}

export { Fragment };
