import { asService, type Examples } from '../example.ts';

export const examples: Examples = {
  'services.self': async (test) => ({
    path: '/v1/services/self',
    owner: null,
    options: await asService(test, 'ssh:lookup'),
  }),
};
