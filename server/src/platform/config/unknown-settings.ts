/** A name that begins like a setting and is none, with the setting that was probably meant. */
interface Unknown {
  readonly name: string;
  readonly meant: string | null;
}

/** The environment's names that look like settings and are none. */
export function unknownSettings(
  environment: Record<string, string | undefined>,
  known: readonly string[],
): Unknown[] {
  return Object.keys(environment)
    .filter((name) => name.startsWith('LOGE_') && !known.includes(name) && environment[name] !== undefined)
    .map((name) => ({ name, meant: meantBy(name, known) }));
}

/** The largest distance at which one name may be a misspelling of another. */
const atMost = 3;

function meantBy(name: string, known: readonly string[]): string | null {
  // People write `LOGE_` before a name because most names begin with it.
  const bare = name.slice('LOGE_'.length);
  if (known.includes(bare)) return bare;
  const [nearest] = known
    .map((one) => ({ one, far: distance(name, one) }))
    .filter(({ one, far }) => far <= atMost && far * 3 <= one.length - 'LOGE_'.length)
    .sort((a, b) => a.far - b.far);
  return nearest?.one ?? null;
}

/** How many letters must be added, dropped or changed to turn one word into another (Levenshtein). */
function distance(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (const [line, letter] of [...one].entries()) {
    const next = [line + 1];
    for (const [at, wanted] of [...other].entries()) {
      const changed = (row[at] ?? 0) + (letter === wanted ? 0 : 1);
      next.push(Math.min(changed, (row[at + 1] ?? 0) + 1, (next[at] ?? 0) + 1));
    }
    row = next;
  }
  return row[other.length] ?? 0;
}
