import fc from 'fast-check';
import { expect, it } from 'vitest';
import { effort, seed } from '../../../test/effort.ts';
import { isPublic, readAddress } from './public-address.ts';
import { targetOf } from './target.ts';

const octets = fc.tuple(fc.nat(255), fc.nat(255), fc.nat(255), fc.nat(255));

/** The ways in which `inet_aton` reads a number, with which URLs write addresses. */
const number = (value: number) =>
  fc
    .tuple(fc.constantFrom('decimal', 'hex', 'octal'), fc.nat(3), fc.boolean())
    .map(([base, zeros, large]) => {
      if (base === 'decimal') return String(value);
      if (base === 'octal') return `0${'0'.repeat(zeros)}${value.toString(8)}`;
      const hex = `0x${'0'.repeat(zeros)}${value.toString(16)}`;
      return large ? hex.toUpperCase().replace('X', 'x') : hex;
    });

/** Characters that a URL takes for the digit, letter or dot. */
const disguised = (text: string) =>
  fc
    .array(fc.constantFrom('plain', 'wide', 'percent'), { minLength: text.length, maxLength: text.length })
    .map((disguises) =>
      [...text]
        .map((char, at) => {
          if (disguises[at] === 'percent') return `%${char.charCodeAt(0).toString(16)}`;
          return disguises[at] === 'wide' ? String.fromCharCode(char.charCodeAt(0) + 0xfee0) : char;
        })
        .join(''),
    );

/** An IPv4 address in one to four parts, the last of which holds what is left. */
const spelling = octets.chain(([a, b, c, d]) =>
  fc
    .constantFrom(
      [a, b, c, d],
      [a, b, c * 256 + d],
      [a, (b * 256 + c) * 256 + d],
      [((a * 256 + b) * 256 + c) * 256 + d],
    )
    .chain((parts) => fc.tuple(...parts.map(number)))
    .chain((parts) => disguised(parts.join('.')))
    .chain((host) => fc.constantFrom(host, `${host}.`))
    .map((host) => ({ host, address: `${a}.${b}.${c}.${d}` })),
);

it('an IPv4 address is the same address however it is written', () => {
  fc.assert(
    fc.property(spelling, ({ host, address }) => {
      expect(targetOf(new URL(`https://${host}/`))?.host).toBe(address);
    }),
    { seed, numRuns: effort(1000, 100_000) },
  );
});

it('an IPv6 address that stands for an IPv4 address is never outside', () => {
  const prefixes = ['::', '::ffff:', '::ffff:0:', '64:ff9b::', '64:ff9b:1::', '2002:%::', '2001:0:%::'];
  fc.assert(
    fc.property(fc.constantFrom(...prefixes), octets, (prefix, [a, b, c, d]) => {
      const groups = [a * 256 + b, c * 256 + d].map((group) => group.toString(16)).join(':');
      const written = prefix.includes('%')
        ? [prefix.replace('%', groups)]
        : [`${prefix}${groups}`, `${prefix}${a}.${b}.${c}.${d}`];
      for (const host of written) {
        const target = targetOf(new URL(`https://[${host}]/`));
        const address = readAddress(target?.host ?? '');
        expect([host, address && isPublic(address)]).toEqual([host, false]);
      }
    }),
    { seed, numRuns: effort(500, 20_000) },
  );
});
