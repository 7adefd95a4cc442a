import type { TestProject } from 'vitest/node';
import { startPostgres } from './postgres.ts';
import { makeTemplate } from './postgres-template.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The superuser's URL of the run's PostgreSQL. Only present when `LOGE_TEST_DATABASES` names postgres. */
    postgresAdminUrl: string;
    /** The name of a database with Loge's tables, to be copied. */
    postgresTemplate: string;
  }
}

/** Starts one cluster for the whole run. Each test file makes its own databases in it. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await startPostgres();
  project.provide('postgresAdminUrl', server.adminUrl);
  project.provide('postgresTemplate', await makeTemplate(server));
  return () => server.remove();
}
