/**
 * All tables: each file of `schema/` adds those of its subject. They use types that both databases share: text, integers that fit
 * a double, nullable instants instead of booleans, JSON as opaque text. `*_key` columns hold the folded form that is unique.
 * A column named `account_id` ties a row to a person: the erasure test checks who exports and who erases each such table.
 */
export interface Tables {
  /** Kysely's own, of the migrations that ran. */
  kysely_migration: { name: string };
}
