import { type Examples, open, own } from '../example.ts';

export const examples: Examples = {
  'events.list': own('/v1/events?page=1&per_page=5'),
  'events.types': open('/v1/event_types'),
  'events.categories': open('/v1/event_categories'),
};
