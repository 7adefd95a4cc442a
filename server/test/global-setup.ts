import type { TestProject } from 'vitest/node';
import { startPostgres } from './postgres.ts';
import { makeTemplate } from './postgres-template.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Superuser's URL of the run's PostgreSQL; only there when `LOGE_TEST_DATABASES` names postgres. */
    postgresAdminUrl: string;
    /** A database there with our tables in it, to be copied. */
    postgresTemplate: string;
  }
}

/** One cluster for the whole run: each test file makes databases of its own in it. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await startPostgres();
  project.provide('postgresAdminUrl', server.adminUrl);
  project.provide('postgresTemplate', await makeTemplate(server));
  return () => server.remove();
}
