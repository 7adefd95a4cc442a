import Fastify from 'fastify';

/** The yardstick: the same Fastify, in a process of its own, that answers a constant. Prints its port. */
const app = Fastify({ logger: false });
const answer = { user: { id: 'us-7d0c0000-1111-4222-8333-444455556666', username: 'lea' } };
app.get('/', async () => answer);
app.post('/', async () => answer);
const address = await app.listen({ port: 0, host: '127.0.0.1' });
process.stdout.write(`listening ${new URL(address).port}\n`);
