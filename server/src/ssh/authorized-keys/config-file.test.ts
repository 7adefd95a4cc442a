import {
  chmodSync,
  chownSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { parseConfig, readConfigFile } from './config-file.ts';

const credential = `loge-svc-${'A'.repeat(48)}`;
const good = {
  url: 'https://account.example.com',
  credential,
  users: 'git',
  command: '/bin/front {account_id}',
};
const text = (values: Record<string, string | undefined>) =>
  Object.entries(values)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${name} = ${value}`)
    .join('\n');

describe('the words of the file', () => {
  it('are read with comments, blanks and any order', () => {
    const read = parseConfig(
      `# ours\n\n  users=git, deploy\n${text({ ...good, users: undefined, environment: 'yes' })}\n\t# end\r\n`,
    );
    expect(read).toEqual({
      url: new URL('https://account.example.com'),
      credential,
      users: ['git', 'deploy'],
      command: '/bin/front {account_id}',
      environment: true,
    });
    expect(parseConfig(text(good)).environment).toBe(false);
    expect(parseConfig(text({ ...good, command: 'a = b "c" # d' })).command).toBe('a = b "c" # d');
  });

  it.each([
    [{ url: undefined }, 'url is missing'],
    [{ credential: undefined }, 'credential is missing'],
    [{ users: undefined }, 'users is missing'],
    [{ users: '' }, 'users is missing'],
    [{ command: undefined }, 'command is missing'],
    [{ command: 'x {user}' }, 'names no such thing'],
    [{ environment: 'maybe' }, 'environment must be yes or no'],
    [{ url: 'account.example.com' }, 'url must be like'],
    [{ url: 'https://account.example.com/x' }, 'url must be like'],
    [{ url: 'https://a:b@account.example.com' }, 'url must be like'],
    [{ url: 'ftp://account.example.com' }, 'url must be like'],
    [{ url: 'http://account.example.com' }, 'url must begin with https://'],
    [{ url: 'http://127.0.0.1.example.com' }, 'url must begin with https://'],
    [{ credential: 'tk-us-x' }, 'credential is not'],
    [{ colour: 'blue' }, 'line 5 of the configuration is none of'],
  ])('%j are refused', (change, message) => {
    const words = text({ ...good, ...change });
    expect(() => parseConfig(words)).toThrow(message);
    try {
      parseConfig(words);
    } catch (error) {
      expect(String(error)).not.toContain(credential);
    }
  });

  it('a line that is none shows nothing of itself', () => {
    expect(() => parseConfig(`${text(good)}\n${credential}`)).toThrow(/^line 5 of the configuration is none/);
    expect(() => parseConfig(`${text(good)}\nusers = root`)).toThrow('users stands twice');
  });

  it('http is for this machine alone', () => {
    for (const url of ['http://localhost:4310', 'http://127.0.0.1', 'http://[::1]:4310'])
      expect(parseConfig(text({ ...good, url })).url.href).toBe(`${url}/`);
  });
});

describe('the file', () => {
  const folder = mkdtempSync(join(tmpdir(), 'loge-config-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const file = (name: string, mode: number) => {
    const path = join(folder, name);
    writeFileSync(path, text(good));
    chmodSync(path, mode);
    return path;
  };

  it('is read when this user alone can read it', () => {
    for (const mode of [0o400, 0o600])
      expect(readConfigFile(file(`own${mode}`, mode)).users).toEqual(['git']);
  });

  it.each([0o640, 0o604, 0o620, 0o602, 0o610, 0o601, 0o777, 0o644])('is refused with mode %o', (mode) => {
    expect(() => readConfigFile(file(`mode${mode}`, mode))).toThrow('open to others');
  });

  it('is refused when it is a link, a folder, nothing, or has another name', () => {
    const path = file('real', 0o600);
    const link = join(folder, 'link');
    symlinkSync(path, link);
    expect(() => readConfigFile(link)).toThrow('symbolic link');
    mkdirSync(join(folder, 'folder'), { mode: 0o700 });
    expect(() => readConfigFile(join(folder, 'folder'))).toThrow('not a file');
    expect(() => readConfigFile(join(folder, 'none'))).toThrow('cannot be read: ENOENT');
    linkSync(path, join(folder, 'second'));
    expect(() => readConfigFile(path)).toThrow('hard link');
  });

  it.runIf(process.getuid?.() === 0)('is refused when it is somebody else’s', () => {
    const path = file('theirs', 0o600);
    chownSync(path, 65534, 65534);
    expect(() => readConfigFile(path)).toThrow('belongs to user 65534, not to 0');
  });
});
