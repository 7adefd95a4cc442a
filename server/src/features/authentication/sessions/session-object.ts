import type { sessions } from '@loge/protocol';
import type { Selectable } from 'kysely';
import type { SessionsTable } from '../../../db/schema/sessions.ts';
import { readUserAgent } from './user-agent.ts';

/** A session as its owner sees it, without its secret. */
export const toSession = (row: Selectable<SessionsTable>, own: string | null): sessions.Session => ({
  id: row.id,
  ...readUserAgent(row.user_agent),
  remote_ip: row.remote_ip,
  created_at: row.created_at,
  seen_at: row.seen_at,
  remembered: row.remembered_at !== null,
  current: row.id === own,
});
