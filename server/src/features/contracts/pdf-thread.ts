import { parentPort } from 'node:worker_threads';
import { lookIntoPdf } from './look-into-pdf.ts';
import type { PdfFinding, PdfToCheck } from './pdf-finding.ts';

// A thread that reads PDFs of others: what makes it slow or large makes nothing else so.

async function answer(pdfs: readonly PdfToCheck[]): Promise<void> {
  const findings: PdfFinding[] = [];
  for (const pdf of pdfs) findings.push(await lookIntoPdf(pdf));
  parentPort?.postMessage(findings);
}

parentPort?.on('message', (pdfs: readonly PdfToCheck[]) => void answer(pdfs));
