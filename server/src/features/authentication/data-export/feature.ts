import { dataExport } from '@loge/protocol';
import { AppError } from '../../../kernel/app-error.ts';
import { instantOf } from '../../../kernel/clock.ts';
import type { Feature } from '../../../platform/feature.ts';
import { bind } from '../../../platform/http/bind.ts';
import type { Principal } from '../../../platform/principal.ts';
import { exportState } from './export-state.ts';
import { exportAskedMail, exportReadyMail } from './mails.ts';
import { downloadExport, exportContext, exportJob, exportPurpose, requestExport } from './make-export.ts';
import { emptyExpired, exportTimes } from './queries.ts';

const routes = [
  bind(dataExport.getExport, async (ctx, { principal: { account } }) => ({
    export: exportState(await exportTimes(ctx.reader, account.id), instantOf(ctx.now())),
  })),
  bind(dataExport.requestExport, async (ctx, { actor, principal }) => {
    demandAll(principal);
    await requestExport(ctx, actor, principal.account);
    return {};
  }),
  bind(dataExport.downloadExport, async (ctx, { actor, principal, body }) => {
    demandAll(principal);
    return { export: await downloadExport(ctx, actor, principal.account, body.token) };
  }),
];

/** The copy holds everything: it is nothing for a token that is limited to some applications. */
function demandAll({ applications }: Principal): void {
  if (applications !== null) throw new AppError('scope_missing');
}

/** A member's copy of their own data. */
export const dataExportFeature: Feature = {
  routes,
  mails: [exportAskedMail, exportReadyMail],
  links: [exportPurpose],
  jobs: [exportJob],
  sweeps: [emptyExpired],
  // Archives may be large.
  sealed: [
    { table: 'data_exports', key: 'id', column: 'sealed_archive', context: exportContext, atATime: 1 },
  ],
  personal: [
    {
      name: 'data-exports',
      tables: {
        data_exports: { exported: 'dates, never an earlier export itself', erased: 'the rows' },
      },
      export: async (reader, accountId) =>
        (await exportTimes(reader, accountId)).map(({ id: _, ...times }) => times),
    },
  ],
};
