import type { PageBoot } from '@loge/protocol';

/** Sets the operator's accent as the variables of tokens.css. It is set through the DOM, which CSP allows. */
export function applyAccent(accent: PageBoot['accent'], root: HTMLElement): void {
  root.style.setProperty('--loge-accent-light', accent.light);
  root.style.setProperty('--loge-on-accent-light', accent.onLight);
  root.style.setProperty('--loge-accent-dark', accent.dark);
  root.style.setProperty('--loge-on-accent-dark', accent.onDark);
}
