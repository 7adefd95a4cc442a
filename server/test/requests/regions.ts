import { type Examples, open } from '../example.ts';

export const examples: Examples = {
  'regions.list': open('/v1/regions'),
};
