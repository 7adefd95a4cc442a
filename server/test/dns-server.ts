import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { type Answer, decode, encode, type Packet, type Question, RECURSION_AVAILABLE } from 'dns-packet';

/** What a name has: addresses (`127.0.0.1`, `::1`), or another name (`CNAME git.example.test`). */
type Records = readonly string[];

/** A DNS server on a loopback port, whose answers may change from one look-up to the next. */
export interface TestDns {
  /** `127.0.0.1:port`, in the form of the configuration. */
  readonly address: string;
  /** The names that were asked for, once for each type of record. */
  readonly asked: readonly string[];
  /** Sets what a name has at the first look-up, the second and so on. The last stays. */
  name(name: string, ...lookUps: (Records | 'silent' | 'failing')[]): void;
  stop(): Promise<void>;
}

export async function startDns(): Promise<TestDns> {
  const names = new Map<string, (Records | 'silent' | 'failing')[]>();
  const times = new Map<string, number>();
  const asked: string[] = [];
  const socket = createSocket('udp4');

  /** A look-up asks for A and for AAAA, so each type is counted by itself. */
  const recordsOf = (name: string, type: string): Records | 'silent' | 'failing' | undefined => {
    const lookUps = names.get(name);
    const time = times.get(`${type} ${name}`) ?? 0;
    times.set(`${type} ${name}`, time + 1);
    return lookUps?.[Math.min(time, lookUps.length - 1)];
  };

  const answersTo = (name: string, type: string, records: Records): Answer[] =>
    records.flatMap((record): Answer[] => {
      if (record.startsWith('CNAME ')) {
        const data = record.slice('CNAME '.length);
        const further = recordsOf(data, type);
        return [
          { type: 'CNAME', name, data, ttl: 0 },
          ...(Array.isArray(further) ? answersTo(data, type, further) : []),
        ];
      }
      const is = record.includes(':') ? 'AAAA' : 'A';
      return is === type ? [{ type: is, name, data: record, ttl: 0 }] : [];
    });

  socket.on('message', (message, { address, port }) => {
    const { id = 0, questions = [] } = decode(message);
    const [question] = questions as [Question];
    const name = question.name.toLowerCase();
    asked.push(name);
    const records = recordsOf(name, question.type);
    if (records === 'silent') return;
    const code = records === 'failing' ? 2 : records === undefined ? 3 : 0;
    const reply: Packet = {
      type: 'response',
      id,
      flags: RECURSION_AVAILABLE | code,
      questions,
      answers: Array.isArray(records) ? answersTo(question.name, question.type, records) : [],
    };
    socket.send(encode(reply), port, address);
  });
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  return {
    address: `127.0.0.1:${socket.address().port}`,
    asked,
    name: (name, ...lookUps) => {
      names.set(name, lookUps);
      times.delete(`A ${name}`);
      times.delete(`AAAA ${name}`);
    },
    async stop() {
      socket.close();
      await once(socket, 'close');
    },
  };
}
