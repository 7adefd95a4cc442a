import { hash, verify } from '@node-rs/argon2';
import Fastify from 'fastify';

/** The yardstick: the same Fastify in a process of its own, which answers a constant. Prints its port. */
const app = Fastify({ logger: false });
const answer = { user: { id: 'us-7d0c0000-1111-4222-8333-444455556666', username: 'lea' } };
app.get('/', async () => answer);
app.post('/', async () => answer);
// This route does argon2 and nothing else: the least that signing in can cost, with the load on the same cores.
const phc = await hash('something', { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 });
app.post('/argon2', async () => {
  await verify(phc, 'something else');
  return answer;
});
const address = await app.listen({ port: 0, host: '127.0.0.1' });
process.stdout.write(`listening ${new URL(address).port}\n`);
