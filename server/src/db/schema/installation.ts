declare module '../schema.ts' {
  interface Tables {
    installation: InstallationTable;
  }
}

/** Facts about this database, such as the check of its secret key. */
interface InstallationTable {
  name: string;
  value: string;
}

// Only a module can add to another one.
export {};
