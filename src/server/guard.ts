import { timingSafeEqual } from 'node:crypto';
import type { MiddlewareHandler } from 'hono';
import { createMiddleware } from 'hono/factory';
import { RagstoneError } from '../contracts/error.ts';

/** What the guard found out about a caller. */
export interface GuardVariables {
  /** The caller knows the token of the home: it may say where on this machine a document comes from. */
  readonly ownsHome: boolean;
}

const loopbackNames = new Set(['127.0.0.1', 'localhost', '[::1]']);

export const securityHeaders = {
  'content-security-policy':
    "default-src 'self'; img-src 'self' data: blob:; style-src 'self' 'unsafe-inline'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self' blob:; font-src 'self' data: blob:; connect-src 'self'; object-src 'none'; frame-ancestors 'none'; base-uri 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-resource-policy': 'same-origin',
  'x-frame-options': 'DENY',
} as const;

export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || host === '[::1]' || /^127(\.\d{1,3}){3}$/.test(host);
}

/**
 * Keeps foreign pages out: a page of another site may not call (`Origin`,
 * `Sec-Fetch-Site`), nor one whose name was pointed at this machine (`Host`,
 * DNS rebinding). Where an API key is set every call must bring it, as a
 * bearer token or as the password of HTTP Basic, which browsers ask for.
 */
export function guard({
  loopbackOnly,
  apiKey,
  token,
}: {
  readonly loopbackOnly: boolean;
  readonly apiKey?: string | undefined;
  readonly token: string;
}): MiddlewareHandler<{ Variables: GuardVariables }> {
  return createMiddleware(async (context, next) => {
    const host = context.req.header('host') ?? '';
    const hostName = host.replace(/:\d+$/, '');
    if (loopbackOnly && !loopbackNames.has(hostName)) throw foreign(`Host: ${host}`);
    const origin = context.req.header('origin');
    if (origin !== undefined && origin !== `http://${host}` && origin !== `https://${host}`)
      throw foreign(`Origin: ${origin}`);
    const site = context.req.header('sec-fetch-site');
    if (origin === undefined && (site === 'cross-site' || site === 'same-site') && context.req.path.startsWith('/api'))
      throw foreign(`Sec-Fetch-Site: ${site}`);

    const secret = presentedSecret(context.req.header('authorization'));
    const ownsHome = secret !== null && same(secret, token);
    if (apiKey !== undefined && !ownsHome && !(secret !== null && same(secret, apiKey))) {
      context.header('www-authenticate', 'Basic realm="Ragstone", charset="UTF-8"');
      throw unauthorized();
    }
    context.set('ownsHome', ownsHome);
    await next();
  });
}

function presentedSecret(authorization: string | undefined): string | null {
  if (authorization === undefined) return null;
  const [scheme, value = ''] = authorization.split(' ', 2);
  if (scheme?.toLowerCase() === 'bearer') return value;
  if (scheme?.toLowerCase() !== 'basic') return null;
  const decoded = Buffer.from(value, 'base64').toString('utf8');
  return decoded.slice(decoded.indexOf(':') + 1);
}

function same(a: string, b: string): boolean {
  const left = Buffer.from(a);
  const right = Buffer.from(b);
  return left.length === right.length && timingSafeEqual(left, right);
}

function foreign(what: string): RagstoneError {
  return new RagstoneError('forbidden', {
    en: `This request does not come from Ragstone's own page (${what}). Open the address that the server printed.`,
    zh: `该请求不是来自 Ragstone 自己的页面（${what}）。请打开服务启动时打印的地址。`,
  });
}

function unauthorized(): RagstoneError {
  return new RagstoneError('unauthorized', {
    en: 'This server needs its API key: send it as "Authorization: Bearer KEY", or type it as the password in the browser.',
    zh: '该服务需要 API 密钥：请以 “Authorization: Bearer 密钥” 发送，或在浏览器中作为密码输入。',
  });
}
