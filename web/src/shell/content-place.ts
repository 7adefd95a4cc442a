/** Of what a page is about, where more than that stands in the main part: the list of tabs comes before it. */
export const contentId = 'content';

/** Where reading goes on after a navigation, and by the skip link. */
export const contentPlace = (): HTMLElement | null =>
  document.getElementById(contentId) ?? document.getElementById('main');
