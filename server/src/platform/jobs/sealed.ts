import type { SealedColumn } from '../secret-key/sealed-column.ts';
import { jobSealContext } from './insert-job.ts';

/** What is still to be done, and for whom. */
export const jobsSealed: SealedColumn = {
  table: 'jobs',
  key: 'id',
  column: 'payload',
  also: 'kind',
  context: jobSealContext,
};
