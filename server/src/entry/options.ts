import { parseArgs } from 'node:util';
import { UsageError } from '../cli/command.ts';

/** What the command line says: the command's words and its options. */
export interface Options {
  readonly words: readonly string[];
  readonly data: string | undefined;
  readonly port: string | undefined;
  readonly publicUrl: string | undefined;
  readonly demo: boolean;
  readonly to: string | undefined;
  readonly from: string | undefined;
  readonly replace: boolean;
  readonly reason: string | undefined;
  readonly owner: string | undefined;
  readonly url: string | undefined;
  readonly hds: boolean;
  readonly scopes: string | undefined;
  readonly audiences: string | undefined;
  readonly days: string | undefined;
  readonly overlap: string | undefined;
  readonly config: string | undefined;
  readonly expect: string | undefined;
  readonly help: boolean;
  readonly version: boolean;
}

/** Throws `UsageError` for an option that does not exist. */
export function readOptions(args: readonly string[]): Options {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        data: { type: 'string' },
        port: { type: 'string' },
        'public-url': { type: 'string' },
        demo: { type: 'boolean' },
        to: { type: 'string' },
        from: { type: 'string' },
        replace: { type: 'boolean' },
        reason: { type: 'string' },
        owner: { type: 'string' },
        url: { type: 'string' },
        hds: { type: 'boolean' },
        scopes: { type: 'string' },
        audiences: { type: 'string' },
        days: { type: 'string' },
        overlap: { type: 'string' },
        config: { type: 'string' },
        expect: { type: 'string' },
        help: { type: 'boolean', short: 'h' },
        version: { type: 'boolean', short: 'v' },
      },
    });
    return {
      words: positionals,
      data: values.data,
      port: values.port,
      publicUrl: values['public-url'],
      demo: values.demo ?? false,
      to: values.to,
      from: values.from,
      replace: values.replace ?? false,
      reason: values.reason,
      owner: values.owner,
      url: values.url,
      hds: values.hds ?? false,
      scopes: values.scopes,
      audiences: values.audiences,
      days: values.days,
      overlap: values.overlap,
      config: values.config,
      expect: values.expect,
      help: values.help ?? false,
      version: values.version ?? false,
    };
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

export const usage = `loge <command> [options]

  serve                       serve pages and API, and do the jobs
  worker                      only do the jobs (mails), beside other nodes
  migrate                     bring the database to this program's schema
  operator create <e-mail>    make an operator; prints a link to enrol (password, second factor)
  operator reset <login>      take an operator's password, factors, sessions and tokens; prints a new link
  member import --from FILE   take over members of another platform, one JSON object a line
  member reset-2fa <login> --reason TEXT
                              remove a member's second factor, after a wait that their mail can stop
  app register <id> <name> --owner <login> [--url URL] [--hds]
                              tell Loge who owns an application, and whether it holds health data
  app remove <id>             it is gone
  service create <name> --scopes A,B [--audiences X,Y] [--days N]
                              a credential for one of the platform's machines; prints its secret once
  service list                the credentials that are not revoked
  service renew <name or id> [--overlap SECONDS]
                              a new secret; the old one dies at once or after the overlap
  service revoke <name or id> refused from the next request on
  ssh-authorized-keys --config FILE %u %f %t %k
                              sshd's AuthorizedKeysCommand: see docs/OPERATING.md
  ssh-front --config FILE     log command lines in by SSH key: see docs/OPERATING.md
  keys rotate                 sign JWTs with a new key, once everybody can know it
  secret-key rotate           put another secret key in the place of the one in use, while Loge serves
  journal verify [--expect ANCHOR]
                              prove that no row of the journal was altered or taken away
  backup --to FOLDER          copy the database while it is in use
  restore --from FOLDER       put a backup in place (--replace keeps what was there)
  doctor                      say what is well and what is not

  --data FOLDER     where the database file and the outbox are (or LOGE_DATA)
  --port N          port to listen on (or LOGE_PORT)
  --public-url URL  where people reach Loge (or LOGE_PUBLIC_URL)
  --demo            serve a platform to try, with people in it and a visible outbox
  --version         say which Loge this is

All settings, a database server's among them: docs/config.example.env`;
