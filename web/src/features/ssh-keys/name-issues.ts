import type { FieldIssues } from '@loge/protocol';
import { looksPrivate } from './looks-private.ts';

/** A private key in the wrong field is not sent either. */
export const nameIssues = (name: string): FieldIssues =>
  looksPrivate(name) ? { name: [{ code: 'key_private' }] } : {};
