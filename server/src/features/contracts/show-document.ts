import { AppError, notFound } from '../../kernel/app-error.ts';
import type { Context } from '../../platform/context.ts';
import { FileAnswer } from '../../platform/http/file-answer.ts';
import { documentContent, purposesOfFile } from './queries.ts';

/**
 * The bytes of a document, for ever the same. Anybody may read what is required for the platform, before they have an account;
 * the rest is for members.
 */
export async function showDocument(
  ctx: Context,
  { id: sha256, name }: { readonly id: string; readonly name: string },
  isMember: boolean,
): Promise<FileAnswer> {
  const requiredFor = await purposesOfFile(ctx.reader, sha256, name);
  if (requiredFor.length === 0) throw notFound('document');
  const isOpen = requiredFor.some((purposes) => JSON.parse(purposes).includes('platform'));
  if (!isOpen && !isMember) throw new AppError('not_authenticated');
  const content = await documentContent(ctx.reader, sha256);
  if (content === undefined) throw notFound('document');
  return new FileAnswer({
    type: 'application/pdf',
    name,
    content: Buffer.from(content, 'base64'),
    keptBy: isOpen ? 'anybody' : 'asker',
    shown: true,
  });
}
