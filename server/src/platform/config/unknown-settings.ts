/** What a name that begins like ours, and is none, was probably meant to be. */
export interface Unknown {
  readonly name: string;
  readonly meant: string | null;
}

/** Of the environment's names those that only look like settings. */
export function unknownSettings(
  environment: Record<string, string | undefined>,
  known: readonly string[],
): Unknown[] {
  return Object.keys(environment)
    .filter((name) => name.startsWith('LOGE_') && !known.includes(name) && environment[name] !== undefined)
    .map((name) => ({ name, meant: meantBy(name, known) }));
}

/** Farther than that, two names have nothing to do with each other. */
const atMost = 3;

function meantBy(name: string, known: readonly string[]): string | null {
  // As somebody writes it who expects all names to begin alike.
  const bare = name.slice('LOGE_'.length);
  if (known.includes(bare)) return bare;
  const [nearest] = known
    .map((one) => ({ one, far: distance(name, one) }))
    .filter(({ one, far }) => far <= atMost && far * 3 <= one.length - 'LOGE_'.length)
    .sort((a, b) => a.far - b.far);
  return nearest?.one ?? null;
}

/** Letters to add, drop or change to make one word of another (Levenshtein). */
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
