/** Shown when not even the error texts could be loaded. These words are part of the program, in both languages. */
const words = [
  ['en', 'This page could not be loaded. Check your connection, then try again.', 'Reload the page'],
  [
    'fr',
    'Cette page n’a pas pu être chargée. Vérifiez votre connexion, puis réessayez.',
    'Recharger la page',
  ],
] as const;

export function showLastResort(root: Element): void {
  root.replaceChildren(
    ...words.map(([lang, said, act]) => {
      const line = document.createElement('p');
      line.lang = lang;
      line.style.margin = '24px';
      const button = document.createElement('button');
      button.textContent = act;
      button.onclick = () => location.reload();
      line.append(said, ' ', button);
      return line;
    }),
  );
}
