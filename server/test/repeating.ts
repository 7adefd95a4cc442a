import type { KyselyPlugin, PluginTransformQueryArgs } from 'kysely';
import type { Database, Writer } from '../src/db/open.ts';

/** What one run of a write's function asked of the database, and how the run ended. */
interface Run {
  readonly asked: unknown[];
  end: unknown;
}

/** Rolls the first run back. */
class Undo extends Error {}

/**
 * A database that runs each write twice and rolls the first run back, as PostgreSQL does after a deadlock. This finds writes
 * that change more than rows. Either the second run asks for something else than the first (`onDifference`), or a count, a mail
 * or an answer is there twice or not at all (the test's own expectations).
 */
export function repeating(
  database: Database,
  onDifference: (where: string) => void = (where) => {
    throw new Error(`a write did not do the same again, at ${where}`);
  },
): Database {
  // Writes run one after the other, so that a change by another write between the two runs is not reported as a difference.
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
        // A run that failed by itself cannot be compared.
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

/** Whether the run went well, and which of Loge's errors it ended with. */
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
    // Records only statements that ran. A prepared statement is compiled once and run by `query`.
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

/** Texts that differ at each run: ids, secrets, salts, and what is sealed or hashed. */
const looksRandom = (text: string): boolean => text.length >= 12 && /^[\w+/=.:$-]+$/.test(text);

/** Says where two runs differ; null when they do not. */
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
