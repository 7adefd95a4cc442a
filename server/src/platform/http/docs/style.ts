/** The whole style sheet of the API's page, which loads nothing else. */
export const style = `
:root { color-scheme: light dark; --text: light-dark(#1c2024, #e6e8eb); --muted: light-dark(#5a626b, #a4adb7);
  --page: light-dark(#ffffff, #16181b); --raised: light-dark(#f4f6f8, #1f2327); --line: light-dark(#d9dee3, #363c43);
  --link: light-dark(#0b5cad, #7cb8f5); }
:root[data-theme=light] { color-scheme: light; }
:root[data-theme=dark] { color-scheme: dark; }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 62rem; padding: 2rem 1rem 4rem; background: var(--page); color: var(--text);
  font: 1rem/1.6 system-ui, sans-serif; overflow-wrap: anywhere; }
h1 { line-height: 1.25; margin: 0 0 .5rem; } h2 { margin: 2.5rem 0 .25rem; } h3 { font-size: 1rem; margin: 1.25rem 0 .25rem; }
a { color: var(--link); } p { margin: .25rem 0 .75rem; } .muted { color: var(--muted); }
nav ul { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; list-style: none; margin: 1rem 0; padding: 0; }
code, pre { font: .9rem/1.5 ui-monospace, monospace; }
pre { background: var(--raised); border: 1px solid var(--line); border-radius: .4rem; margin: .5rem 0; overflow-x: auto;
  padding: .75rem; overflow-wrap: normal; }
details { border: 1px solid var(--line); border-radius: .5rem; margin: .5rem 0; }
summary { cursor: pointer; padding: .6rem .8rem; border-radius: .5rem; }
summary:hover { background: var(--raised); }
:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; }
details > div { border-top: 1px solid var(--line); padding: .25rem .8rem .8rem; }
.method { display: inline-block; font-weight: 700; min-width: 4.2rem; }
.what { color: var(--muted); display: block; }
dl { margin: .25rem 0; } dt { font-weight: 600; margin-top: .4rem; } dd { margin: 0 0 0 1rem; color: var(--muted); }
`;
