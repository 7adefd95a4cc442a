import { expect, test } from 'vitest';
import { lex } from './lex.ts';

/** Written with `§` for the dollar sign, so that nobody takes the examples for forgotten templates. */
const dollars = (text: string): string => text.replaceAll('§', '$');

test.each([
  ['a line comment', "a(); // it's", 'a();        ', 'a();        '],
  ['a block comment over lines', 'a /* b\nc */ d', 'a     \n     d', 'a     \n     d'],
  ['a string that looks like a comment', "f('http://x')", "f('http://x')", "f('        ')"],
  ['a template with code inside', '`a §{b("c")} d`', '`a §{b("c")} d`', '`  §{b(" ")}  `'],
  ['braces in a template', '`§{{ a: { b } }}` // c', '`§{{ a: { b } }}`     ', '`§{{ a: { b } }}`     '],
  ['a template in a template', '`a§{`b§{c}`}d`;e', '`a§{`b§{c}`}d`;e', '` §{` §{c}`} `;e'],
  ['a regular expression with a quote', "x = /['/]/g; y", "x = /['/]/g; y", 'x = /      ; y'],
  ['a division', 'a / b / c // d', 'a / b / c     ', 'a / b / c     '],
  ['an apostrophe in JSX text', "<p>Don't</p> // c", "<p>Don't</p>     ", "<p>Don't</p>     "],
  ['JSX that closes itself', "<A b={1} /> <C d='e' />", "<A b={1} /> <C d='e' />", "<A b={1} /> <C d=' ' />"],
])('%s', (_name, text, code, bare) => {
  expect(lex(dollars(text))).toEqual({ code: dollars(code), bare: dollars(bare) });
});

test('lines stay where they are', () => {
  const text = dollars("/*\n*/\n`\n§{a}\n`\n'b' // c\n");
  expect(lex(text).code.split('\n')).toHaveLength(text.split('\n').length);
  expect(lex(text).bare.split('\n')).toHaveLength(text.split('\n').length);
});
