export interface InstallationTables {
  installation: InstallationTable;
}

/** Facts about this database, such as the check of its secret key. */
interface InstallationTable {
  name: string;
  value: string;
}
