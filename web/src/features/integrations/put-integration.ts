import type { integrations } from '@loge/protocol';
import type { QueryClient } from '@tanstack/react-query';
import { ownIntegrations } from '../../api/integrations.ts';

const { queryKey } = ownIntegrations;

/** Shows what the server answered at once, and fetches the list anew. */
export function putIntegration(client: QueryClient, one: integrations.Integration): void {
  client.setQueryData(queryKey, (list) =>
    list?.some(({ id }) => id === one.id)
      ? list.map((known) => (known.id === one.id ? one : known))
      : list && [...list, one],
  );
  refreshIntegrations(client);
}

export function dropIntegration(client: QueryClient, id: string): void {
  client.setQueryData(queryKey, (list) => list?.filter((one) => one.id !== id));
  refreshIntegrations(client);
}

export const refreshIntegrations = (client: QueryClient): void => void client.invalidateQueries({ queryKey });
