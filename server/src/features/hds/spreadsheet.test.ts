import { describe, expect, it } from 'vitest';
import { csvLine } from './spreadsheet.ts';

describe('a line for spreadsheets', () => {
  it.each([
    ['=1+1', `"'=1+1"`],
    ['+33140000000', `"'+33140000000"`],
    ['-1', `"'-1"`],
    ['@SUM(A1)', `"'@SUM(A1)"`],
    [' =cmd|calc', `"' =cmd|calc"`],
    ['\t=1', `"'\t=1"`],
    ['"=1', `"'""=1"`],
    ['＝1+1', `"'＝1+1"`],
    ['a "b", c; d', '"a ""b"", c; d"'],
    ['佐藤', '"佐藤"'],
    ['', '""'],
  ])('shows %j as text', (text, cell) => expect(csvLine([text, 'x'], ';')).toBe(`${cell};"x"\r\n`));
});
