import { type Chapter, type Requirement, reasons } from './requirements.ts';
import type { Tag } from './tags.ts';

/** The flaws that make the map false, one line each. */
export function flawsOf(chapters: readonly Chapter[], tags: readonly Tag[]): string[] {
  const all = chapters.flatMap(({ requirements }) => requirements);
  const known = new Set(all.map(({ id }) => id));
  const held = new Set(tags.flatMap(({ ids }) => ids));
  const twice = all.filter(({ id }, at) => all.findIndex((other) => other.id === id) !== at);
  return [
    ...twice.map(({ id }) => `${id} stands twice in the list`),
    ...tags.flatMap(({ ids, path, line }) =>
      ids.filter((id) => !known.has(id)).map((id) => `${path}:${line}: there is no requirement ${id}`),
    ),
    ...tags
      .filter(({ title }) => title === null)
      .map(({ path, line }) => `${path}:${line}: the line below is no test with a title`),
    ...all.flatMap((requirement) => flawOf(requirement, held.has(requirement.id))),
  ];
}

function flawOf({ id, because, note }: Requirement, isHeld: boolean): string[] {
  if (isHeld) return because ? [`${id} has a test, and a reason for having none`] : [];
  if (!because) return [`${id} has neither a test nor a reason`];
  if (note) return [`${id} has a note on tests, and none`];
  return reasons.some((reason) => because.startsWith(reason))
    ? []
    : [`${id}: a reason begins with one of ${reasons.join(', ')}`];
}

/** The map in Markdown. Its links are relative to `docs/`. */
export function mapOf(chapters: readonly Chapter[], tags: readonly Tag[]): string {
  const testsOf = (id: string) => tags.filter(({ ids }) => ids.includes(id));
  const parts = chapters.map(({ name, requirements }) => {
    const items = requirements.map((requirement) => item(requirement, testsOf(requirement.id)));
    return `### ${name}\n\n${items.join('\n')}`;
  });
  return [summary(chapters, tags), ...parts].join('\n\n');
}

/** One item of a list. In a table, a change of one item could change the lines of the others. */
function item({ id, level, about, because, note }: Requirement, tests: readonly Tag[]): string {
  const lines = tests.map(({ title, path }) => `${fileOf(path)}: [${plain(title ?? '')}](../${path})`);
  if (note) lines.push(`But: ${plain(note)}.`);
  const said = because ? ` _${plain(because)}_` : '';
  return [`- **${id}** (level ${level}) ${plain(about)}.${said}`, ...lines.map((line) => `  - ${line}`)].join(
    '\n',
  );
}

/** The file's name without its ending. It comes first, because many titles continue what the file is about. */
const fileOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1).replace(/\.tsx?$/, '');

/** Escapes text for Markdown, also inside a link. */
const plain = (text: string): string => text.replace(/[\\[\]<>*_]/g, '\\$&');

function summary(chapters: readonly Chapter[], tags: readonly Tag[]): string {
  const all = chapters.flatMap(({ requirements }) => requirements).filter(({ level }) => level !== '3');
  const held = new Set(tags.flatMap(({ ids }) => ids));
  const count = (reason: string) => all.filter(({ because }) => because?.startsWith(reason)).length;
  const counts = reasons.map((reason) => `${count(reason)} “${reason}”`);
  return `Of ${all.length} requirements of levels 1 and 2, ${all.filter(({ id }) => held.has(id)).length} have tests. Of the others: ${counts.join(', ')}.`;
}
