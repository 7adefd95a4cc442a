import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import fastifyStatic from '@fastify/static';
import { demoPagePaths, type Locale, type PageBoot, pagePaths, paths } from '@loge/protocol';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { AppError } from '../../kernel/app-error.ts';
import { hasDomainName } from '../config/config.ts';
import { ConfigError } from '../config/config-error.ts';
import { signInProvidersOf } from '../config/sign-in-providers.ts';
import type { Context } from '../context.ts';
import { escapeHtml } from '../html.ts';
import { readCookie, sessionCookie } from './cookies.ts';
import { sendError } from './error-reply.ts';
import { lookOf } from './look-of.ts';

/**
 * Serves the built pages: hashed assets for ever, and one HTML document templated per answer, with a fresh
 * nonce for styles (docs/rules.md#content-security-policy). Everything that is neither a page nor the API is a JSON or HTML
 * 404.
 */
export async function addPages(
  app: FastifyInstance,
  ctx: Context,
  webDirectory: string | undefined,
): Promise<void> {
  const page = webDirectory === undefined ? null : await preparePage(ctx, webDirectory);
  if (webDirectory !== undefined && page) {
    await app.register(fastifyStatic, {
      root: webDirectory,
      index: false,
      wildcard: false,
      preCompressed: true,
      globIgnore: ['index.html', '.built'],
      cacheControl: false,
      setHeaders: (reply, path) => {
        const hashed = path.includes('/assets/');
        reply.header(
          'cache-control',
          hashed ? 'public, max-age=31536000, immutable' : 'public, max-age=3600',
        );
      },
    });
    for (const [from, to] of Object.entries(redirects))
      app.get(from, async (_request, reply) => reply.redirect(to, 302));
    if (ctx.config.LOGE_LOGO) await addLogo(app, ctx.config.LOGE_LOGO);
    const served = [...pagePaths, ...(ctx.config.demo ? demoPagePaths : [])];
    for (const path of served) app.get(path, (request, reply) => page(request, reply, 200));
  }
  const known = new Set<string>(pagePaths);
  app.setNotFoundHandler((request, reply) => {
    const wantsPage = request.method === 'GET' && (request.headers.accept ?? '').includes('text/html');
    const bare = withoutSlash(request.url);
    // The address of a page with a slash at its end leads to the page. This holds for existing pages only, so that no link can
    // use us to lead elsewhere.
    if (page && wantsPage && bare && known.has(bare.pathname))
      return reply.redirect(bare.pathname + bare.search, 302);
    if (page && wantsPage && !request.url.startsWith('/v1/')) return page(request, reply, 404);
    const allow = app.allowedMethods(request.url);
    return sendError(
      reply,
      allow.length > 0 ? new AppError('method_not_allowed', { allow }) : new AppError('not_found'),
    );
  });
}

/** An address without the slash at its end; null when it has none. */
function withoutSlash(address: string): { pathname: string; search: string } | null {
  const [, pathname, search = ''] = /^(\/[^?#]*[^/?#])\/+(\?.*)?$/.exec(address) ?? [];
  return pathname === undefined ? null : { pathname, search };
}

/** Other names of pages. */
const redirects = {
  '/account/authentication': paths.authorization,
  // For password managers (W3C, a well-known URL for changing passwords).
  '/.well-known/change-password': paths.authorization,
};

const logoPath = '/logo';

async function addLogo(app: FastifyInstance, file: string): Promise<void> {
  const bytes = await readFile(file).catch(() => {
    throw new ConfigError(`LOGE_LOGO: cannot read ${file}`);
  });
  const type = extname(file).toLowerCase() === '.svg' ? 'image/svg+xml' : 'image/png';
  app.get(logoPath, async (_request, reply) =>
    reply
      .header('content-type', type)
      .header('cache-control', 'public, max-age=3600')
      // An SVG opened by itself must not run as a page of ours.
      .header('content-security-policy', "default-src 'none'; style-src 'unsafe-inline'; sandbox")
      .send(bytes),
  );
}

/** What search engines say under the name of the sign-in page. */
const descriptions: Record<Locale, (platform: string) => string> = {
  en: (platform) => `Your ${platform} account: sign in, security, SSH keys and API tokens.`,
  fr: (platform) => `Votre compte ${platform}\u202f: connexion, sécurité, clés SSH et jetons d’API.`,
};

type Page = (request: FastifyRequest, reply: FastifyReply, status: 200 | 404) => FastifyReply;

async function preparePage(ctx: Context, webDirectory: string): Promise<Page> {
  const file = join(webDirectory, 'index.html');
  if (!existsSync(file))
    throw new ConfigError('the pages are not built: start with npm start, or npm run loge -- serve');
  const template = await readFile(file, 'utf8');
  const { config } = ctx;
  const shared = {
    platformName: config.LOGE_PLATFORM_NAME,
    supportEmail: config.LOGE_SUPPORT_EMAIL || null,
    logo: config.LOGE_LOGO ? logoPath : null,
    publicUrl: config.publicUrl.origin,
    accent: config.LOGE_ACCENT,
    demo: config.demo,
    signInProviders: signInProvidersOf(config),
    passkeys: hasDomainName(config.publicUrl),
  };
  return (request, reply, status) => {
    const nonce = randomBytes(16).toString('base64');
    const { theme, locale } = lookOf(request);
    const boot: PageBoot = {
      ...shared,
      locale,
      nonce,
      maybeSignedIn: readCookie(request.headers, sessionCookie) !== null,
    };
    const html = fill(template, {
      LOCALE: locale,
      THEME: theme,
      SCHEME: theme === 'dark' ? 'dark' : 'light',
      PLATFORM_NAME: escapeHtml(shared.platformName),
      DESCRIPTION: escapeHtml(descriptions[locale](shared.platformName)),
      NONCE: nonce,
      // `<` cannot close the script element it stands in.
      BOOT: JSON.stringify(boot).replaceAll('<', '\\u003c'),
    });
    return reply
      .code(status)
      .header('content-type', 'text/html; charset=utf-8')
      .header('cache-control', 'no-store')
      .header('content-security-policy', contentSecurityPolicy(nonce))
      .send(html);
  };
}

const fill = (template: string, values: Record<string, string>): string =>
  template.replace(/%LOGE_([A-Z_]+)%/g, (whole, name: string) => values[name] ?? whole);

const contentSecurityPolicy = (nonce: string): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ');
