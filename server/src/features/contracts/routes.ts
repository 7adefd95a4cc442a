import { contracts as protocol } from '@loge/protocol';
import { minutes } from '../../kernel/clock.ts';
import { bind } from '../../platform/http/bind.ts';
import { acceptContract } from './accept-contract.ts';
import { publishContract } from './publish-contract.ts';
import { receiptKeyRows } from './receipt-key-queries.ts';
import { publicKeyOf } from './receipt-keys.ts';
import { listContracts, listHistory, showContract, showPlatformContracts } from './show-contracts.ts';
import { showDocument } from './show-document.ts';
import { showReceipt } from './show-receipt.ts';

const keysMaxAgeMs = minutes(5);

export const contractRoutes = [
  bind(protocol.listContracts, async (ctx, { principal, query }) => ({
    contracts: await listContracts(ctx, principal.account.id, query.required_for),
  })),
  bind(protocol.listHistory, async (ctx, { principal }) => ({
    contracts: await listHistory(ctx, principal.account.id),
  })),
  bind(protocol.platformContracts, (ctx) => showPlatformContracts(ctx)),
  bind(protocol.showContract, async (ctx, { principal, params }) => ({
    contract: await showContract(ctx, principal.account.id, params.id),
  })),
  bind(protocol.acceptContract, async (ctx, { actor, principal, params, body }) => ({
    contract: await acceptContract(ctx, actor, principal, params.id, body.locale),
  })),
  bind(protocol.showReceipt, async (ctx, { principal, params }) => ({
    receipt: await showReceipt(ctx, principal.account.id, params.id),
  })),
  bind(protocol.receiptKeys, async (ctx, { reply }) => {
    reply.cacheFor(keysMaxAgeMs / 1000);
    return { keys: (await receiptKeyRows(ctx.reader)).map(publicKeyOf) };
  }),
  bind(protocol.showDocument, (ctx, { params, principal }) => showDocument(ctx, params, principal !== null)),
  bind(protocol.publishContract, async (ctx, { actor, body: { dry_run, ...publication } }) =>
    publishContract(ctx, actor, publication, dry_run ?? false),
  ),
];
