import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The repository, wherever it was cloned. */
export const root = fileURLToPath(new URL('../..', import.meta.url)).replace(/[\\/]$/, '');

/** Our own state beside the sources: locks and the demo's data. Never committed. */
export const stateFolder = join(root, '.loge');
export const entry = join(root, 'server', 'src', 'entry', 'loge.ts');
