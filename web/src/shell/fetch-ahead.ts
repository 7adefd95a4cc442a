/**
 * Fetches what the page may need next: at the first sign that somebody is about to act, or once nothing has happened for a
 * while. A click then finds its part loaded, on a slow connection or without one.
 */
const waiting = new Set<() => Promise<unknown>>();

/** How long a new page is left alone, in milliseconds. */
const rest = 2_000;

let awake = false;
let running = false;

/** @param ask fetches the piece, unless it is here already. */
export function fetchAhead(ask: () => Promise<unknown>): void {
  waiting.add(ask);
  if (awake) void work();
}

async function work(): Promise<void> {
  awake = true;
  if (running || savesData()) return;
  running = true;
  for (const ask of waiting) {
    waiting.delete(ask);
    try {
      await ask();
    } catch {
      // Nobody has asked for this piece yet; whoever does is told of the failure then. Nothing more is tried
      // until the connection is back.
      waiting.add(ask);
      break;
    }
  }
  running = false;
}

/** True when the browser asks sites to save data. */
function savesData(): boolean {
  const { connection } = navigator as { connection?: { saveData?: boolean } };
  return connection?.saveData === true;
}

const acts = 'a, button, summary, input, select';
const onSign = ({ target }: Event) => {
  if (!awake && target instanceof Element && target.closest(acts)) void work();
};

/** Called once, when the first page is loading. */
export function watchForSigns(): void {
  document.addEventListener('pointerover', onSign, { passive: true });
  document.addEventListener('focusin', onSign);
  window.addEventListener('online', () => void work());
  setTimeout(() => {
    if ('requestIdleCallback' in window) requestIdleCallback(() => void work());
    else void work();
  }, rest);
}
