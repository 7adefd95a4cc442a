import { describe, expect, it } from 'vitest';
import { describePostgres, forPrograms } from './url.ts';

describe('a URL of PostgreSQL', () => {
  it.each([
    ['postgres://u:p%40ss@db.example:5433/loge', 'PostgreSQL db.example:5433/loge', 'p@ss'],
    ['postgres://u:secret@/loge?host=/run/pg', 'PostgreSQL /run/pg/loge', 'secret'],
    ['postgresql:///loge', 'PostgreSQL on this machine/loge', ''],
    ['postgres://db/loge?password=secret&sslmode=require', 'PostgreSQL db/loge', 'secret'],
  ])('%s is told, and given to programs, without its password', (url, words, password) => {
    expect(describePostgres(url)).toBe(words);
    const given = forPrograms(url);
    expect(given.environment.PGPASSWORD ?? '').toBe(password);
    if (password) expect(decodeURIComponent(given.url)).not.toContain(password);
    expect(given.url).not.toContain('loge-no-host');
  });

  it('keeps user and parameters for programs', () => {
    expect(forPrograms('postgres://u:p@/loge?host=/run/pg').url).toBe('postgres://u@/loge?host=/run/pg');
    expect(forPrograms('postgres://db/loge?password=x&sslmode=require').url).toBe(
      'postgres://db/loge?sslmode=require',
    );
  });
});
