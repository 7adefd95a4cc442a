import { afterAll, describe, expect, it } from 'vitest';
import { newSshKey } from '../../../test/ssh-key-maker.ts';
import { SshKeygen } from '../../../test/ssh-keygen.ts';
import { checkTemplate, type FoundKey, keyLine } from './key-line.ts';

const judge = new SshKeygen();
afterAll(() => judge.remove());

const own = newSshKey('');
const other = newSshKey('');
const found: FoundKey = { keyId: 'k-1', key: own.line, accountId: 'us-2', username: 'lea.b' };
const asked = { fingerprint: own.fingerprint, key: own.line };
const git = { command: '/bin/front {account_id} {username} {key_id}', environment: false };

describe('the line for sshd', () => {
  it('restricts, forces the command, and is the key', () => {
    expect(keyLine(found, asked, git)).toBe(`restrict,command="/bin/front us-2 lea.b k-1" ${own.line}\n`);
    expect(keyLine(found, { ...asked, key: null }, git)).toBe(keyLine(found, asked, git));
    expect(keyLine(found, asked, { ...git, environment: true })).toBe(
      `restrict,command="/bin/front us-2 lea.b k-1",environment="LOGE_ACCOUNT_ID=us-2",environment="LOGE_USERNAME=lea.b",environment="LOGE_KEY_ID=k-1" ${own.line}\n`,
    );
  });

  it.each([
    ['quotes', `/bin/front "{username}" 'x y'`, `/bin/front \\"lea.b\\" 'x y'`],
    ['a backslash before a quote', '/bin/front \\"x\\" y', '/bin/front \\\\"x\\\\" y'],
    ['commas and hashes', 'a,b #c', 'a,b #c'],
    ['dollars', 'echo $SSH_ORIGINAL_COMMAND {key_id}{key_id} $&', 'echo $SSH_ORIGINAL_COMMAND k-1k-1 $&'],
  ])('escapes %s as ssh-keygen reads it', (_, command, written) => {
    const line = keyLine(found, asked, { command: checkTemplate(command), environment: false });
    expect(line).toBe(`restrict,command="${written}" ${own.line}\n`);
    expect(judge.list(line)).toEqual([{ bits: 256, fingerprint: own.fingerprint }]);
  });

  it('names members of any script', () => {
    for (const username of ['léa', 'x', '日本', 'a_b-c.d', '9']) {
      const line = keyLine({ ...found, username }, asked, git);
      expect(line).toContain(`us-2 ${username} k-1"`);
      expect(judge.list(line)).toHaveLength(1);
    }
  });

  const hostile = [
    '',
    '-x',
    'a b',
    'a"b',
    "a'b",
    'a\nb',
    'a$b',
    'a`b`',
    'a;b',
    'a|b',
    'a\\',
    'a,b',
    'a\u0000b',
    '../x',
    'a\u202eb',
    'a.',
    `a${'b'.repeat(200)}`,
  ];
  // ASVS 1.2.5, 1.3.3
  it.each(hostile)('is not made with %j in place of a name', (value) => {
    for (const field of ['username', 'accountId', 'keyId'] as const)
      expect(() => keyLine({ ...found, [field]: value }, asked, git)).toThrow(
        'Loge answered with an unusable',
      );
  });

  it.each([
    ['nothing', ''],
    ['another key', other.line],
    ['the type alone', 'ssh-ed25519'],
    ['a comment', `${own.line} lea`],
    ['a second line', `${own.line}\n${other.line}`],
    ['options', `command="x" ${own.line}`],
    ['another type', own.line.replace('ssh-ed25519', 'ssh-rsa')],
    ['a type with an option in it', own.line.replace('ssh-ed25519', 'cert-authority,ssh-ed25519')],
    ['a tab', own.line.replace(' ', '\t')],
    ['base64 cut short', own.line.slice(0, -1)],
    ['base64 with rubbish', `${own.line}!`],
    ['a line end', `${own.line}\n`],
  ])('is not made of %s in place of the key', (_, key) => {
    expect(() => keyLine({ ...found, key }, asked, git)).toThrow(/is no key|another key/);
    expect(() => keyLine({ ...found, key }, { ...asked, key: null }, git)).toThrow(/is no key|another key/);
  });

  it('is not made of a right answer to another question', () => {
    expect(() => keyLine(found, { ...asked, fingerprint: other.fingerprint }, git)).toThrow('another key');
    expect(() => keyLine(found, { ...asked, key: other.line }, git)).toThrow('another key');
  });
});

it.each([
  ['/bin/front {user}', 'command names no such thing as {user}'],
  ['/bin/front {constructor}', 'command names no such thing as {constructor}'],
  ['/bin/front\nx', 'command holds control characters'],
  ['/bin/front \u0000', 'command holds control characters'],
  ['/bin/front \\', 'command ends in a backslash'],
  ['x'.repeat(5000), 'command is too long'],
])('a command such as %j is refused', (command, message) => {
  expect(() => checkTemplate(command)).toThrow(message);
});
