import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

/** What shrinks; fonts and pictures are packed already, and the document is filled in for each answer. */
const shrinks = new Set(['.js', '.css', '.svg', '.json']);
// Bytes; below this the headers weigh more than what is saved.
const worthwhile = 256;

/**
 * Puts a `.gz` and a `.br` beside each file of a built site, so that the server never compresses.
 * @param {string} folder
 */
export function compressFolder(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true, recursive: true })) {
    const path = join(entry.parentPath, entry.name);
    if (!entry.isFile() || !shrinks.has(extname(path))) continue;
    const bytes = readFileSync(path);
    if (bytes.length < worthwhile) continue;
    writeFileSync(`${path}.gz`, gzipSync(bytes, { level: 9 }));
    const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length };
    writeFileSync(`${path}.br`, brotliCompressSync(bytes, { params }));
  }
}
