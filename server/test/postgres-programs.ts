import { existsSync, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Debian's folder of the server's programs, which are not on the PATH there. It has one folder for each version. */
const debianFolder = '/usr/lib/postgresql';

/** The folder that holds `initdb` and `postgres`: one on the PATH, or Debian's newest. Null when there is none. */
export function postgresPrograms(): string | null {
  const onPath = (process.env.PATH ?? '').split(delimiter);
  const versions = existsSync(debianFolder) ? readdirSync(debianFolder) : [];
  const packaged = versions
    .filter((version) => /^\d+$/.test(version))
    .sort((a, b) => Number(b) - Number(a))
    .map((version) => join(debianFolder, version, 'bin'));
  const isHere = (folder: string) =>
    existsSync(join(folder, 'initdb')) && existsSync(join(folder, 'postgres'));
  return [...onPath, ...packaged].find((folder) => folder !== '' && isHere(folder)) ?? null;
}
