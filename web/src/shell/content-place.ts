/** The id of a page's content, where the main part holds more than that: the list of tabs comes before it. */
export const contentId = 'content';

/** The element that gets the focus after a navigation and from the skip link. */
export const contentPlace = (): HTMLElement | null =>
  document.getElementById(contentId) ?? document.getElementById('main');
