import type { KyselyPlugin, PluginTransformQueryArgs } from 'kysely';
import type { Database, Writer } from '../src/db/open.ts';

/** What one run of a write's function asked of the database, and how it ended. */
interface Run {
  readonly asked: unknown[];
  end: unknown;
}

/** Rolls the first run back. */
class Undo extends Error {}

/**
 * A database that has each write done twice, the first time in vain, as PostgreSQL does with one that met a deadlock.
 * Whoever changes more than rows within a write is found out: the second run asks for something else than the first
 * (`onDifference`), or a count, a mail, an answer is there twice or not at all (the test's own expectations).
 */
export function repeating(
  database: Database,
  onDifference: (where: string) => void = (where) => {
    throw new Error(`a write did not do the same again, at ${where}`);
  },
): Database {
  // One after the other: what another write changed between the two runs is no difference of ours.
  let before: Promise<unknown> = Promise.resolve();
  const alone = <T>(work: () => Promise<T>): Promise<T> => {
    const turn = before.then(work);
    before = turn.catch(() => {});
    return turn;
  };
  const twice = async <T>(work: (writer: Writer) => Promise<T>): Promise<T> => {
    const first: Run = { asked: [], end: null };
    await database
      .transaction(async (writer) => {
        try {
          first.end = resultOf(await work(recorded(writer, first.asked)));
        } catch (error) {
          first.end = resultOf(error);
        }
        throw new Undo();
      })
      .catch((error: unknown) => {
        // One that failed by itself is not there to be compared.
        if (!(error instanceof Undo)) first.end = null;
      });
    const second: Run = { asked: [], end: null };
    try {
      return await database.transaction(async (writer) => {
        const result = await work(recorded(writer, second.asked));
        second.end = resultOf(result);
        return result;
      });
    } catch (error) {
      second.end = resultOf(error);
      throw error;
    } finally {
      const found = first.end === null ? null : difference(first, second, 'run');
      if (found !== null) onDifference(found);
    }
  };
  return { ...database, transaction: (work) => alone(() => twice(work)) };
}

/** Whether it went well, and which of our errors it is. */
const resultOf = (value: unknown): unknown => {
  if (!(value instanceof Error)) return 'went well';
  return 'code' in value ? String(value.code) : value.name;
};

function recorded(writer: Writer, asked: unknown[]): Writer {
  const nodes = new WeakMap<object, unknown>();
  const plugin: KyselyPlugin = {
    transformQuery({ node, queryId }: PluginTransformQueryArgs) {
      nodes.set(queryId, node);
      return node;
    },
    // Those that ran: what is prepared is compiled once, and run by `query`.
    async transformResult({ result, queryId }) {
      asked.push(plain(nodes.get(queryId)));
      return result;
    },
  };
  const { query, defer } = writer;
  return Object.assign(writer.withPlugin(plugin), {
    ...(query && {
      query: (sql: string, parameters: readonly unknown[]) => {
        asked.push([sql, plain(parameters)]);
        return query(sql, parameters);
      },
    }),
    ...(defer && { defer }),
  });
}

const plain = (value: unknown): unknown =>
  JSON.parse(
    JSON.stringify(value, (_key, part) => (typeof part === 'bigint' ? String(part) : part)) ?? 'null',
  );

/** Made anew each time: ids, secrets, salts, what is sealed or hashed. */
const looksRandom = (text: string): boolean => text.length >= 12 && /^[\w+/=.:$-]+$/.test(text);

/** Where two runs part, in words; null when they do not. */
function difference(one: unknown, other: unknown, path: string): string | null {
  if (one === other) return null;
  const parted = `${path}: ${JSON.stringify(one)} and ${JSON.stringify(other)}`;
  if (typeof one === 'string' && typeof other === 'string') {
    if (looksRandom(one) && looksRandom(other)) return null;
    return isJson(one) && isJson(other) ? difference(JSON.parse(one), JSON.parse(other), path) : parted;
  }
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return parted;
  const [keys, others] = [Object.keys(one), Object.keys(other)];
  if (keys.length !== others.length) return parted;
  for (const key of keys) {
    const found = difference(
      one[key as keyof typeof one],
      other[key as keyof typeof other],
      `${path}.${key}`,
    );
    if (found !== null) return found;
  }
  return null;
}

const isJson = (text: string): boolean => /^[[{].*[\]}]$/s.test(text);
