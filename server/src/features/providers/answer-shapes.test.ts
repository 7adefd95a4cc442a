import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { ending, endingOf, exactName, positiveId, readList, shownLine, webUrlOf } from './answer-shapes.ts';

describe('what a provider answers', () => {
  it('is not read beyond what was asked for', () => {
    expect(readList(z.number(), [1, 2, 3, 4], 2)).toEqual([1, 2]);
  });

  it('loses only the entries that do not fit', () => {
    expect(readList(z.number(), [1, null, 'x', 4], 10)).toEqual([1, 4]);
    expect(readList(z.number(), [], 10)).toEqual([]);
    for (const other of [null, undefined, {}, 'x', [null], ['x', {}]])
      expect(() => readList(z.number(), other, 10), JSON.stringify(other)).toThrow('not_this_software');
  });

  it.each([0, -2, 1.5, 2 ** 53, Number.NaN, '7', null])('has no number %j', (id) => {
    expect(positiveId.safeParse(id).success).toBe(false);
  });

  it.each(['', 'a\u202eb', 'a\u0000b', 'a\nb', 'a\ud800', 'a'.repeat(501), 7, null])(
    'has no name %j',
    (name) => {
      expect(exactName.safeParse(name).success).toBe(false);
    },
  );

  it('shows a megabyte of text as one short line, at once', () => {
    const text = '\u202e\u2066 a \n'.repeat(200_000);
    expect(shownLine(20).parse(text).length).toBeLessThanOrEqual(20);
    expect(shownLine(3).parse('ab😀')).toBe('ab');
  });

  it.each([
    'javascript:alert(1)',
    'data:text/html,x',
    'ftp://example.test/',
    '//example.test',
    'https://lea@example.test/',
    'https://:secret@example.test/',
    `https://example.test/${'a'.repeat(2000)}`,
    'https://',
    '',
  ])('links to no %s', (address) => {
    expect(webUrlOf(address)).toBe('');
  });

  it('links to addresses of the web', () => {
    expect(webUrlOf('http://Example.test/a b')).toBe('http://example.test/a%20b');
  });

  it.each([
    ['2026-12-31', '2026-12-31T00:00:00.000Z'],
    ['2026-12-31 09:08:07 UTC', '2026-12-31T09:08:07.000Z'],
    ['2026-12-31 09:08:07 +0200', '2026-12-31T07:08:07.000Z'],
    ['9999-12-31', null],
    ['+099999-01-01', null],
    ['0000-01-01', '1970-01-01T00:00:00.000Z'],
    [null, null],
    [undefined, null],
  ])('ends at %j: %j', (text, instant) => {
    expect(ending.parse(text)).toBe(instant);
  });

  it('does not end at what is no time', () => {
    for (const text of ['soon', '2026-13-45', 7, {}]) expect(ending.safeParse(text).success).toBe(false);
    expect(endingOf('soon')).toBe(null);
  });
});
