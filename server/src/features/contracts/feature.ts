import type { Feature } from '../../platform/feature.ts';
import type { Sweep } from '../../platform/jobs/housekeeping.ts';
import { deleteErasedAcceptances } from './acceptance-queries.ts';
import { notifyJob } from './announce.ts';
import { userContracts } from './known-contracts.ts';
import { contractListeners } from './listeners.ts';
import { contractMails } from './mails.ts';
import { contractsPersonal } from './personal.ts';
import { receiptKeyContext } from './receipt-keys.ts';
import { contractRoutes } from './routes.ts';

/** Receipts of accounts that were erased so long ago that nobody may ask for them any more. */
const sweepReceipts: Sweep = async (tx, _before, { config }) => {
  const years = config.LOGE_RECEIPT_YEARS;
  const now = new Date(tx.now);
  now.setUTCFullYear(now.getUTCFullYear() - years);
  await deleteErasedAcceptances(tx, now.toISOString());
};

/** Contracts that members accept, and the proof that they did. */
export const contractsFeature: Feature = {
  routes: contractRoutes,
  mails: contractMails,
  jobs: [notifyJob],
  listeners: contractListeners,
  sweeps: [sweepReceipts],
  personal: [contractsPersonal],
  userPart: userContracts,
  sealed: [{ table: 'receipt_keys', key: 'kid', column: 'sealed_private_key', context: receiptKeyContext }],
};

export { acceptAtSignUp, type SignUpAcceptance } from './accept-at-sign-up.ts';
export { demandContracts } from './demand-contracts.ts';
export { type Published, publishContract } from './publish-contract.ts';
export { publishDescription } from './publish-description.ts';
export { receiptKeyById } from './receipt-key-queries.ts';
export { receiptSigner } from './receipt-keys.ts';
export { listContracts } from './show-contracts.ts';
export { ReceiptFault, sha256Of, type Verified, verifyReceipt } from './verify-receipt.ts';
