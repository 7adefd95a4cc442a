import { appRegister } from './app-register.ts';
import { appRemove } from './app-remove.ts';
import { backup } from './backup.ts';
import type { Command } from './command-line/command.ts';
import { contractPublish } from './contract-publish.ts';
import { doctor } from './doctor.ts';
import { hdsDrill } from './hds-drill.ts';
import { hdsOverdue } from './hds-overdue.ts';
import { hdsRegister } from './hds-register.ts';
import { hdsVerify } from './hds-verify.ts';
import { journalVerify } from './journal-verify.ts';
import { keysRotate } from './keys-rotate.ts';
import { memberImport } from './member-import.ts';
import { memberReset2fa } from './member-reset-2fa.ts';
import { migrate } from './migrate.ts';
import { operatorCreate } from './operator-create.ts';
import { operatorReset } from './operator-reset.ts';
import { receiptVerify } from './receipt-verify.ts';
import { restore } from './restore.ts';
import { secretKeyRotate } from './secret-key-rotate.ts';
import { serve } from './serve.ts';
import { serviceCreate } from './service-create.ts';
import { serviceList } from './service-list.ts';
import { serviceRenew } from './service-renew.ts';
import { serviceRevoke } from './service-revoke.ts';
import { sshAuthorizedKeys } from './ssh-authorized-keys.ts';
import { sshFront } from './ssh-front.ts';
import { worker } from './worker.ts';

/** All commands, in the order in which usage and docs/operate/commands.md show them. */
export const commands: readonly Command[] = [
  serve,
  worker,
  migrate,
  operatorCreate,
  operatorReset,
  memberImport,
  memberReset2fa,
  appRegister,
  appRemove,
  contractPublish,
  receiptVerify,
  hdsRegister,
  hdsVerify,
  hdsOverdue,
  hdsDrill,
  serviceCreate,
  serviceList,
  serviceRenew,
  serviceRevoke,
  sshAuthorizedKeys,
  sshFront,
  keysRotate,
  secretKeyRotate,
  journalVerify,
  backup,
  restore,
  doctor,
];
