/** Blanks everything but line breaks, so that lines and columns stay the same. */
const blank = (text: string): string => text.replace(/[^\n]/g, ' ');

/**
 * Matches one token at a time: a comment, a string, a piece of a template, a regular expression, or one other character. A
 * quote that is not closed on its line is an apostrophe in JSX text, which is just a character.
 */
const tokens =
  /(?<comment>\/\/[^\n]*|\/\*[\s\S]*?\*\/)|(?<string>'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*")|(?<template>`)|(?<open>\{)|(?<close>\})|(?<slash>\/)|(?<word>[\w$]+)|[\s\S]/y;
const regularExpression = /\/(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\[\n])+\/[a-z]*/y;
const templateText = /(?:\\[\s\S]|\$(?!\{)|[^`\\$])*(?:`|\$\{|$)/y;

/** After these a slash begins a regular expression. After a value it divides, and JSX tags have slashes too. */
const beforeExpression = /(?:[(,=:[!&|?{;+*%~^-]|=>|\b(?:return|typeof|case|in|of|void|delete|throw|await))$/;

/** Splits a script just far enough to tell code from comments and from the insides of strings. */
export function lex(text: string): { readonly code: string; readonly bare: string } {
  let code = '';
  let bare = '';
  let at = 0;
  /** For each template around this place, the number of open braces in its current `${}`. */
  const templates: number[] = [];

  const take = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    if (match) at = pattern.lastIndex;
    return match;
  };
  const takeTemplateText = (): void => {
    const piece = take(templateText)?.[0] ?? '';
    const end = piece.endsWith('${') ? 2 : 1;
    if (end === 2) templates.push(0);
    code += piece;
    bare += blank(piece.slice(0, -end)) + piece.slice(-end);
  };

  while (at < text.length) {
    const token = take(tokens);
    if (!token) break;
    const [all] = token;
    const { comment, string, template, open, close, slash } = token.groups ?? {};
    const depth = templates.at(-1);
    if (comment) {
      code += blank(all);
      bare += blank(all);
      continue;
    }
    code += all;
    if (slash && beforeExpression.test(bare.trimEnd().slice(-12))) {
      at -= 1;
      const expression = take(regularExpression)?.[0];
      code += expression?.slice(1) ?? '';
      bare += `/${blank(expression?.slice(1) ?? '')}`;
      if (!expression) at += 1;
      continue;
    }
    bare += string ? `${all[0]}${blank(all.slice(1, -1))}${all[0]}` : all;
    if (template) takeTemplateText();
    if (open && depth !== undefined) templates[templates.length - 1] = depth + 1;
    if (close && depth === 0) {
      templates.pop();
      takeTemplateText();
    } else if (close && depth !== undefined) {
      templates[templates.length - 1] = depth - 1;
    }
  }
  return { code, bare };
}
