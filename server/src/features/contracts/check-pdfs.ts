import { Worker } from 'node:worker_threads';
import { type Cancel, minutes, seconds, systemClock } from '../../kernel/clock.ts';
import type { PdfFinding, PdfToCheck } from './pdf-finding.ts';

/** As long as the slowest of honest files takes, ten times over. */
const withinMs = seconds(30);
/** How long a thread waits for more before it ends. It holds tens of megabytes, and publishing is rare. */
const idleMs = minutes(1);
const unreadable: PdfFinding = { refused: 'pdf_unreadable', warnings: [] };

/**
 * Looks into PDFs in a thread of its own. One that ends the thread, or takes too long, counts as unreadable; those that were to
 * be looked into with it are looked into one by one after that.
 */
export async function checkPdfs(pdfs: readonly PdfToCheck[]): Promise<PdfFinding[]> {
  const together = await inThread(pdfs);
  if (together) return together;
  if (pdfs.length === 1) return [unreadable];
  const each: PdfFinding[] = [];
  for (const pdf of pdfs) each.push((await inThread([pdf]))?.[0] ?? unreadable);
  return each;
}

let thread: Worker | null = null;
let ending: Cancel = () => {};
let before: Promise<unknown> = Promise.resolve();

/** One after another. Null when the thread did not get through. */
function inThread(pdfs: readonly PdfToCheck[]): Promise<PdfFinding[] | null> {
  const turn = before.then(() => ask(pdfs));
  before = turn;
  return turn;
}

function ask(pdfs: readonly PdfToCheck[]): Promise<PdfFinding[] | null> {
  ending();
  thread ??= begin();
  const worker = thread;
  return new Promise((resolve) => {
    const done = (findings: PdfFinding[] | null) => {
      cancel();
      worker.off('message', done).off('error', failed).off('exit', failed);
      worker.unref();
      if (findings) ending = systemClock.after(idleMs, () => end(worker));
      else end(worker);
      resolve(findings);
    };
    const cancel = systemClock.after(withinMs, () => done(null), 'stays');
    const failed = () => done(null);
    worker.once('message', done).once('error', failed).once('exit', failed);
    // A command must not end before its documents are looked into.
    worker.ref();
    worker.postMessage(pdfs);
  });
}

function end(worker: Worker): void {
  if (thread === worker) thread = null;
  void worker.terminate();
}

function begin(): Worker {
  const worker = new Worker(new URL('./pdf-thread.ts', import.meta.url), {
    execArgv: ['--disable-warning=ExperimentalWarning'],
    resourceLimits: { maxOldGenerationSizeMb: 512 },
    // The library says what it skips.
    stdout: true,
    stderr: true,
  });
  // Also while nobody waits for it.
  worker.on('error', () => end(worker));
  return worker;
}
