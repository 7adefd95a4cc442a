/**
 * Fetches what the page may want next before it is wanted: at the first sign that somebody is about to act, or once
 * nothing has happened for a while. A click then finds its part here, on a slow line as well as on none.
 */
const waiting = new Set<() => Promise<unknown>>();

/** How long a page that has just come is left alone, milliseconds. */
const rest = 2_000;

let awake = false;
let running = false;

/** @param ask fetches it, unless it is here already. */
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
      // Nobody has asked for it yet: whoever does will be told. Until the connection is back, nothing more is tried.
      waiting.add(ask);
      break;
    }
  }
  running = false;
}

/** Somebody pays for each byte, or asked for little. */
function savesData(): boolean {
  const { connection } = navigator as { connection?: { saveData?: boolean } };
  return connection?.saveData === true;
}

const acts = 'a, button, summary, input, select';
const onSign = ({ target }: Event) => {
  if (!awake && target instanceof Element && target.closest(acts)) void work();
};

/** To be called once, when the first page is on its way. */
export function watchForSigns(): void {
  document.addEventListener('pointerover', onSign, { passive: true });
  document.addEventListener('focusin', onSign);
  window.addEventListener('online', () => void work());
  setTimeout(() => {
    if ('requestIdleCallback' in window) requestIdleCallback(() => void work());
    else void work();
  }, rest);
}
