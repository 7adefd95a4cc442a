import { existsSync, readFileSync, writeFileSync } from 'node:fs';

/** What a stand-in gave out: it is kept between starts, so that links made in the demo live on. */
interface Given {
  readonly tokens: Map<string, object>;
  readonly grants: object[];
}

type Kept = Readonly<Record<string, { readonly tokens: [string, object][]; readonly grants: object[] }>>;

/** Puts back what was given out before the last stop. A file that cannot be read is one that is not there. */
export function putBack(path: string, standIns: Readonly<Record<string, Given>>): void {
  const kept = existsSync(path) ? read(path) : {};
  for (const [name, { tokens, grants }] of Object.entries(standIns)) {
    for (const [token, facts] of kept[name]?.tokens ?? []) tokens.set(token, facts);
    grants.push(...(kept[name]?.grants ?? []));
  }
}

function read(path: string): Kept {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return {};
  }
}

export function keep(path: string, standIns: Readonly<Record<string, Given>>): void {
  const kept = Object.fromEntries(
    Object.entries(standIns).map(([name, { tokens, grants }]) => [name, { tokens: [...tokens], grants }]),
  );
  writeFileSync(path, `${JSON.stringify(kept)}\n`, { mode: 0o600 });
}
