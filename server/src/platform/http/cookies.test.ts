import { assert, constantFrom, property, record, string } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readCookie, sessionCookie } from './cookies.ts';

const read = (cookie: string) => readCookie({ cookie }, sessionCookie);

describe('a cookie', () => {
  it.each([
    [`${sessionCookie}=mine`, 'mine'],
    [`theme=dark; ${sessionCookie}=mine; x=y`, 'mine'],
    [`\t ${sessionCookie} =\t mine \t;x`, 'mine'],
    [`${sessionCookie}=a=b=`, 'a=b='],
    [`${sessionCookie}=`, ''],
    [sessionCookie, null],
    [`=${sessionCookie}=planted`, null],
    [`${sessionCookie.toLowerCase()}=planted`, null],
    [`x${sessionCookie}=planted`, null],
    ['', null],
  ])('is read as the browser meant it: %j', (header, value) => expect(read(header)).toBe(value));

  // A sibling subdomain may set these: for the browser, none of the names begins with `__Host-`.
  const others = '\u00a0 \u00c2\u00a0 \u0085 \u000b \u000c \ufeff \u2003 \u2028 \u3000'.split(' ');
  it.each(others)('is not one whose name has %j beside it', (other) => {
    for (const name of [other + sessionCookie, sessionCookie + other, ` ${other}${sessionCookie}`]) {
      expect(read(`${name}=planted`)).toBeNull();
      expect(read(`${name}=planted; ${sessionCookie}=mine`)).toBe('mine');
      expect(read(`${sessionCookie}=mine; ${name}=planted`)).toBe('mine');
    }
    expect(read(`${sessionCookie}=${other}mine`)).toBe(`${other}mine`);
  });

  // ASVS 15.3.7
  it('that is given twice is refused', () => {
    expect(read(`${sessionCookie}=planted; ${sessionCookie}=mine`)).toBeNull();
    expect(read(`${sessionCookie}=mine;${sessionCookie}=mine`)).toBeNull();
  });

  it('is found under exactly one name, whatever stands around it', () => {
    const around = string({ unit: 'binary', maxLength: 3 }).map((text) => text.replace(/[;=]/g, ''));
    const cookie = record({ before: around, after: around, value: constantFrom('a', 'b') });
    assert(
      property(cookie, ({ before, after, value }) => {
        const blank = /^[ \t]*$/.test(before + after);
        expect(read(`${before}${sessionCookie}${after}=${value}`)).toBe(blank ? value : null);
      }),
    );
  });
});
