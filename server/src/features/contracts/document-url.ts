import type { DocumentRow } from './queries.ts';

/** Where the bytes of a document are: the address says which they are, so it never shows others. */
export const documentUrl = (row: Pick<DocumentRow, 'sha256' | 'file_name'>, publicUrl: URL): string =>
  `${publicUrl.origin}/documents/${row.sha256}/${encodeURIComponent(row.file_name)}`;
