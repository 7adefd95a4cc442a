import bowser from 'bowser';

export interface UserAgent {
  readonly browser: string | null;
  readonly system: string | null;
}

// The sender writes the header freely, and these words reach the member's page and mail. So only names from the parser's own
// lists are used, never a piece of the header.
const browsers = new Set(Object.values(bowser.BROWSER_MAP).filter((name) => name !== 'Generic'));
const systems = new Set(Object.values(bowser.OS_MAP));
const devices = new Set(['iPhone', 'iPad']);

/** The browser and system in common words; null where the header names no known one. */
export function readUserAgent(header: string | null): UserAgent {
  // The parser refuses an empty header.
  if (!header) return { browser: null, system: null };
  const { browser, os, platform } = bowser.parse(header);
  return {
    browser: known(browsers, browser.name),
    system: known(devices, platform.model) ?? known(systems, os.name),
  };
}

const known = (names: ReadonlySet<string>, name: string | undefined): string | null =>
  name !== undefined && names.has(name) ? name : null;
