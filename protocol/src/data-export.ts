import * as z from 'zod/mini';
import { instant, linkToken, typedPassword } from './primitives.ts';
import { member, route } from './route.ts';

/** A copy of everything that Loge holds about a member (GDPR, articles 15 and 20). */

/** How many hours a copy can be fetched. */
export const linkHours = 24;

const proofRecords = ['proof_given', 'proof_failed', 'second_factor_failed', 'recovery_code_used'] as const;

export const getExport = route({
  id: 'data_export.get',
  method: 'GET',
  path: '/v1/users/self/export',
  summary: 'Whether a copy is being made, can be fetched by the link in the mail, or could not be made.',
  auth: member('account:read'),
  status: 200,
  reply: z.object({
    export: z.object({
      requested_at: z.nullable(instant),
      ready_at: z.nullable(instant),
      expires_at: z.nullable(instant),
      /** When making the last copy was given up. Null while another one is being made or can be fetched. */
      failed_at: z.nullable(instant),
    }),
  }),
});

export const requestExport = route({
  id: 'data_export.request',
  method: 'POST',
  path: '/v1/users/self/export',
  summary: 'Have a copy made: a ZIP of JSON with a readable index. A mail tells when it is ready.',
  auth: member('account:write', { proof: 'fresh' }),
  body: { root: null, schema: z.strictObject({ current_password: z.optional(typedPassword) }) },
  status: 202,
  reply: z.object({}),
  errors: ['account_unconfirmed'],
  records: ['export_requested', 'export_made', ...proofRecords],
});

export const downloadExport = route({
  id: 'data_export.download',
  method: 'POST',
  path: '/v1/users/self/export/download',
  summary: 'Fetch the copy, with the mailed token and that account’s own session; for 24 hours.',
  // No API token fetches a copy: it holds more than any scope gives, and its link opens a page.
  auth: { by: ['session'] },
  body: { root: null, schema: z.strictObject({ token: linkToken }) },
  status: 200,
  reply: z.object({ export: z.object({ name: z.string(), zip_base64: z.string() }) }),
  records: ['export_downloaded'],
});
