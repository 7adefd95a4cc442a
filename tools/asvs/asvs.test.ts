import { describe, expect, it } from 'vitest';
import { flawsOf, mapOf } from './map.ts';
import { readRequirements } from './requirements.ts';
import { tagsIn } from './tags.ts';

const list = (text: string) => readRequirements(`## V6 Authentication\n${text}`);
const tag = (...ids: string[]) => ({ ids, path: 'a.test.ts', line: 3, title: 'holds' });

describe('tags', () => {
  it('name the test right below them, whatever its kind', () => {
    const text = [
      '  // ASVS 6.5.1, 6.5.4',
      "  it('takes \\'a\\' code once', async () => {",
      '// ASVS 9.1.1',
      'onEachDatabase(',
      "  'JWTs',",
      '  // ASVS 3.5.1',
      '  it.each([',
      "    ['a', f(1)],",
      "  ])('%s is refused', () => {});",
      '// What ASVS 6.5.2 asks for is no tag.',
      "it('another', () => {});",
      '// ASVS 1.2.3',
      'const x = 1;',
    ].join('\n');
    expect(tagsIn('a.test.ts', text)).toEqual([
      { ids: ['6.5.1', '6.5.4'], path: 'a.test.ts', line: 1, title: "takes 'a' code once" },
      { ids: ['9.1.1'], path: 'a.test.ts', line: 3, title: 'JWTs' },
      { ids: ['3.5.1'], path: 'a.test.ts', line: 6, title: '%s is refused' },
      { ids: ['1.2.3'], path: 'a.test.ts', line: 12, title: null },
    ]);
  });
});

describe('the map', () => {
  it.each([
    [
      'an unknown requirement',
      '6.5.1 2 Codes\n= not tested',
      [tag('6.5.9')],
      'a.test.ts:3: there is no requirement 6.5.9',
    ],
    ['neither test nor reason', '6.5.1 2 Codes', [], '6.5.1 has neither a test nor a reason'],
    [
      'both',
      '6.5.1 2 Codes\n= not tested: x',
      [tag('6.5.1')],
      '6.5.1 has a test, and a reason for having none',
    ],
    ['a note without tests', '6.5.1 2 Codes\n= not tested\n+ but', [], '6.5.1 has a note on tests, and none'],
    ['a reason of no kind', '6.5.1 2 Codes\n= later', [], /^6\.5\.1: a reason begins with one of/],
    [
      'twice the same',
      '6.5.1 2 Codes\n= not tested\n6.5.1 2 Codes\n= not tested',
      [],
      '6.5.1 stands twice in the list',
    ],
    [
      'no test below',
      '6.5.1 2 Codes',
      [{ ...tag('6.5.1'), title: null }],
      'a.test.ts:3: the line below is no test with a title',
    ],
  ])('is refused for %s', (_what, text, tags, flaw) => {
    expect(flawsOf(list(text), tags)).toEqual([
      typeof flaw === 'string' ? flaw : expect.stringMatching(flaw),
    ]);
  });

  it('is refused for a line that is nothing', () => {
    expect(() => list('6.5 Codes')).toThrow(
      'requirements.txt:2 is no chapter, requirement or remark: 6.5 Codes',
    );
  });

  it('links each requirement to its tests, or says why it has none', () => {
    const chapters = list(
      '6.5.1 2 Codes work once\n+ some do\n6.5.7 3 More\n6.6.1 2 Telephones\n= does not apply: none',
    );
    const tags = [tag('6.5.1', '6.5.7'), { ...tag('6.5.1'), title: 'a [b]' }];
    expect(flawsOf(chapters, tags)).toEqual([]);
    const map = mapOf(chapters, tags);
    expect(map).toContain(
      '- **6.5.1** (level 2) Codes work once.\n  - a.test: [holds](../a.test.ts)\n  - a.test: [a \\[b\\]](../a.test.ts)\n  - But: some do.\n',
    );
    expect(map).toContain('- **6.6.1** (level 2) Telephones. _does not apply: none_');
  });
});
