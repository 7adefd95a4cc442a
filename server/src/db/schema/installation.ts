export interface InstallationTables {
  installation: InstallationTable;
}

/** Facts about this database: proof that the secret key fits, and the like. */
export interface InstallationTable {
  name: string;
  value: string;
}
