import { eventCategories, eventTypesOf, securityLog } from '@loge/protocol';
import { bind } from '../../platform/http/bind.ts';
import { listEvents } from './list-events.ts';

/** `new_token` → `New token`. */
const inWords = (name: string): string =>
  `${name.charAt(0).toUpperCase()}${name.slice(1)}`.replaceAll('_', ' ');

const vocabularyOf = (name: string) => ({ id: name, name, display_name: inWords(name) });

export const securityLogRoutes = [
  bind(securityLog.listEvents, (ctx, { principal, query }) => listEvents(ctx, principal, query)),
  bind(securityLog.listEventTypes, async () => ({
    event_types: eventCategories.flatMap((category) =>
      eventTypesOf(category).map((type) => ({
        ...vocabularyOf(type),
        category_id: category,
        description: inWords(type),
      })),
    ),
  })),
  bind(securityLog.listEventCategories, async () => ({
    event_categories: eventCategories.map((category, position) => ({
      ...vocabularyOf(category),
      position,
    })),
  })),
];
