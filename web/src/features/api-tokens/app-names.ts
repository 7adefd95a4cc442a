interface Named {
  readonly id: string;
  readonly name: string;
}

/** The names behind a token's application ids; an id whose application is gone stands for itself. */
export const appNames = (ids: readonly string[], apps: readonly Named[] = []): string =>
  ids.map((id) => apps.find((app) => app.id === id)?.name ?? id).join(', ');
