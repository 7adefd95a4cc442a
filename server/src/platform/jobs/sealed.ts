import type { SealedColumn } from '../secret-key/sealed-column.ts';
import { jobSealContext } from './insert-job.ts';

/** The payloads of jobs that are not done yet. */
export const jobsSealed: SealedColumn = {
  table: 'jobs',
  key: 'id',
  column: 'payload',
  also: 'kind',
  context: jobSealContext,
};
