import { afterAll, expect, it } from 'vitest';
import { effort } from '../../../test/effort.ts';
import { onEachDatabase } from '../../../test/harness.ts';
import { lineOf, newSshKey, sshString } from '../../../test/ssh-key-maker.ts';
import { SshKeygen } from '../../../test/ssh-keygen.ts';

const judge = new SshKeygen();
afterAll(() => judge.remove());

const mutations = effort(2000, 10_000);

/** Pseudo-random numbers that a seed repeats (mulberry32). */
function random(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) % below;
  };
}

type Dice = ReturnType<typeof random>;
const pick = <T>(dice: Dice, list: readonly T[]): T => list[dice(list.length)] as T;

/** Keys of every accepted type, as lines and as the files that people have. */
function originals(): { lines: string[]; texts: string[] } {
  const made = [
    ['ed25519', undefined],
    ['ecdsa', 256],
    ['ecdsa', 384],
    ['ecdsa', 521],
    ['rsa', 2048],
    ['dsa', 1024],
    ['rsa', 1024],
  ] as const;
  const lines: string[] = [];
  const texts: string[] = [];
  for (const [type, bits] of made) {
    const path = judge.make(type, bits, 'lea@box');
    lines.push(judge.publicLine(path).trim());
    for (const form of type === 'ed25519' ? ['RFC4716'] : ['RFC4716', 'PKCS8', 'PEM'])
      texts.push(judge.run(['-e', '-m', form, '-f', `${path}.pub`]));
  }
  const sk = 'sk-ssh-ed25519@openssh.com';
  const own = newSshKey();
  lines.push(lineOf(sk, Buffer.concat([sshString(sk), own.blob.subarray(-36), sshString('ssh:')]), 'yubi'));
  return { lines, texts: [...texts, ...lines] };
}

/** Ways to damage the bytes of a key, which then stands in a well-formed line. */
const bytewise: readonly ((blob: Buffer, dice: Dice, other: Buffer) => Buffer)[] = [
  (blob, dice) => {
    const at = dice(blob.length);
    blob.writeUInt8(blob.readUInt8(at) ^ (1 << dice(8)), at);
    return blob;
  },
  (blob, dice) => blob.subarray(0, dice(blob.length)),
  (blob, dice) => Buffer.concat([blob, Buffer.alloc(1 + dice(4), dice(256))]),
  (blob, dice, other) =>
    Buffer.concat([blob.subarray(0, dice(blob.length)), other.subarray(dice(other.length))]),
  (blob, dice) => {
    const at = dice(Math.max(1, blob.length - 4));
    blob.writeUInt32BE(
      pick(dice, [0, 1, 31, 32, 33, 0x7fffffff, 0x80000000, 0xffffffff, blob.length]),
      Math.min(at, blob.length - 4),
    );
    return blob;
  },
  // The length and its field still agree, with one byte of zeros more or less.
  (blob, dice) => {
    const at = 4 + blob.readUInt32BE(0);
    if (at + 4 > blob.length) return blob;
    const size = blob.readUInt32BE(at);
    const field = blob.subarray(at + 4, at + 4 + size);
    const changed = dice(2) ? Buffer.concat([Buffer.alloc(1), field]) : field.subarray(1);
    return Buffer.concat([blob.subarray(0, at), sshString(changed), blob.subarray(at + 4 + size)]);
  },
  (blob, dice) => {
    const [from, to] = [dice(blob.length), dice(blob.length)];
    return Buffer.concat([blob.subarray(0, Math.min(from, to)), blob.subarray(Math.max(from, to))]);
  },
];

const strange = [
  '\u0000',
  '\u00a0',
  '\u200b',
  '\u2028',
  '\ufeff',
  '\ud800',
  'ѕ',
  'Ａ',
  '=',
  '-',
  '_',
  '/',
  '+',
  '\t',
  '\r',
  '\n',
  '"',
  ',',
  '#',
  ' ',
  '\\',
  '🔑',
];
const prefixes = [
  'no-pty ',
  'command="x" ',
  'cert-authority ',
  '# ',
  '@revoked * ',
  'git.example,10.0.0.1 ',
  '  ',
  '\ufeff',
];

/** Ways to damage a text. */
const textwise: readonly ((text: string, dice: Dice, other: string) => string)[] = [
  (text, dice) => {
    const at = dice(text.length);
    return text.slice(0, at) + pick(dice, strange) + text.slice(at + dice(2));
  },
  (text, dice) => text.slice(dice(text.length)),
  (text, dice) => text.slice(0, dice(text.length)),
  (text, dice, other) => text.slice(0, dice(text.length)) + other.slice(dice(other.length)),
  (text, dice) => pick(dice, prefixes) + text,
  (text, _, other) => `${text}\n${other}`,
  (text) => text.replaceAll('=', ''),
  (text) => text.replaceAll('+', '-').replaceAll('/', '_'),
  (text, dice) =>
    text.replace(/[A-Za-z](?==*(\s|$))/, (c) => String.fromCharCode(c.charCodeAt(0) + 1 + dice(2))),
  (text) => text.replace(' ', '\u3000'),
  (text) => text.toUpperCase(),
  (text, dice) => text.replaceAll('\n', pick(dice, ['\r\n', '\r', '\n\n', ' ', ' \n'])),
  (text, dice) => text.replace(/\S{20}/, (part) => `${part.slice(0, dice(20))} ${part.slice(dice(20))}`),
  (text, dice) =>
    text.replace(
      /^\S+/,
      pick(dice, [
        'ssh-rsa',
        'ssh-ed25519',
        'ecdsa-sha2-nistp256',
        'rsa-sha2-512',
        'ssh-ed25519-cert-v01@openssh.com',
        'RSA',
        'ecdsa',
      ]),
    ),
  (text, dice) => text + 'x'.repeat(dice(3000)),
  (text) => text.split('\n').reverse().join('\n'),
];

/** Makes one broken key from one number. */
function mutated(seed: number, from: ReturnType<typeof originals>): string {
  const dice = random(seed);
  let text = pick(dice, from.texts);
  if (dice(2)) {
    const [type = '', base64 = '', comment = ''] = pick(dice, from.lines).split(' ');
    const other = Buffer.from(pick(dice, from.lines).split(' ')[1] ?? '', 'base64');
    text = lineOf(type, pick(dice, bytewise)(Buffer.from(base64, 'base64'), dice, other), comment);
    if (dice(4)) return text;
  }
  for (let times = 1 + dice(3); times > 0; times--)
    text = pick(dice, textwise)(text || 'x', dice, pick(dice, from.texts));
  return text;
}

onEachDatabase(
  'keys that were tampered with',
  (test) => {
    it(`${mutations} of them bring down nothing, and none is kept that ssh-keygen refuses`, async () => {
      const from = originals();
      const kept: string[] = [];
      const answers = new Map<string, number>();
      let bearer = '';
      for (let seed = 0; seed < mutations; seed++) {
        if (seed % 90 === 0) bearer = (await test().bearer(await test().person())).jwt;
        const content = mutated(seed, from);
        const { status, body } = await test().call('POST', '/v1/keys', {
          bearer,
          body: { name: 'x', content },
        });
        const code = status === 201 ? 'accepted' : body.details?.content?.[0]?.code;
        answers.set(code, (answers.get(code) ?? 0) + 1);
        expect([seed, [201, 422].includes(status), typeof code], JSON.stringify(body)).toEqual([
          seed,
          true,
          'string',
        ]);
        if (status === 201) kept.push(body.key.content);
      }
      const rows = await test().app.ctx.reader.selectFrom('ssh_keys').selectAll().execute();
      expect(rows.map(({ content }) => content).sort()).toEqual(kept.sort());
      // ssh-keygen lists one line each, in the same order: every kept key is a key for it, and the same one.
      const judged = judge.list(rows.map(({ content }) => `${content}\n`).join(''));
      expect(judged).toEqual(
        rows.map(({ bits, fingerprint }) => ({ bits, fingerprint: `SHA256:${fingerprint}` })),
      );
      for (const { content } of rows) expect(content.length).toBeGreaterThanOrEqual(30);
      process.stdout.write(`tampered keys: ${JSON.stringify(Object.fromEntries(answers))}\n`);
      // The damage is not so rough that everything is refused for one reason.
      expect(answers.get('accepted')).toBeGreaterThan(mutations / 500);
      for (const code of [
        'key_unreadable',
        'key_several',
        'key_with_options',
        'key_too_short',
        'key_dsa',
        'key_taken',
      ])
        expect([code, (answers.get(code) ?? 0) > 0]).toEqual([code, true]);
    });
  },
  { LOGE_THROTTLING: 'off' },
);
