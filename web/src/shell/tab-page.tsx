import { type ComponentProps, createContext, use } from 'react';
import { Page } from './page.tsx';

/** What the open tab says. */
export const TabLabel = createContext('');

/** The page of a tab: its title is what the tab says. */
export function TabPage(props: Omit<ComponentProps<typeof Page>, 'title'>) {
  return <Page {...props} title={use(TabLabel)} />;
}
