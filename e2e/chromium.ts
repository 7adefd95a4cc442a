import { existsSync } from 'node:fs';

/**
 * The system's Chromium, or the one that `CHROMIUM` names. Null when there is none. The headless shell comes first: it
 * draws no window, and the same tests take a third less of the processor with it.
 */
export function chromium(): string | null {
  const named = process.env.CHROMIUM;
  const candidates = named
    ? [named]
    : [
        '/usr/bin/chromium-headless-shell',
        '/usr/bin/chromium',
        '/usr/bin/chromium-browser',
        '/usr/bin/google-chrome',
      ];
  return candidates.find((path) => existsSync(path)) ?? null;
}
