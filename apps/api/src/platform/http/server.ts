import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

import cookie from '@fastify/cookie';
import helmet from '@fastify/helmet';
import multipart from '@fastify/multipart';
import staticFiles from '@fastify/static';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, SwaggerModule } from '@nestjs/swagger';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

import { CONFIG, type Config } from '../../config/config';
import { Sessions } from '../auth/caller';
import { sessionToken } from '../auth/cookie';
import { Log } from '../log';
import { Metrics } from '../metrics/metrics';

/** The adapter, made in one place so that tests run the same server. */
export function adapter(): FastifyAdapter {
  return new FastifyAdapter({
    bodyLimit: 2 * 1024 * 1024,
    trustProxy: 'loopback',
    requestIdHeader: false,
    genReqId: () => randomUUID(),
    routerOptions: { maxParamLength: 200 },
  });
}

/** Everything that is neither a feature nor Nest's own: call once, before `init` or `listen`. */
export async function furnish(app: NestFastifyApplication): Promise<void> {
  const config = app.get<Config>(CONFIG);
  farewell(app);
  safety(app, config.http.secure);
  await app.register(cookie);
  await app.register(multipart);
  sessions(app, config);
  measures(app);
  app.setGlobalPrefix('api', { exclude: ['health/live', 'health/ready', 'metrics'] });
  app.enableCsrfProtection();
  SwaggerModule.setup('api/docs', app, () => openApi(app), {
    jsonDocumentUrl: 'api/docs/openapi.json',
  });
  await website(app, config);
}

export function openApi(app: NestFastifyApplication) {
  const about = new DocumentBuilder().setTitle('Holdout').setVersion('1').build();
  return SwaggerModule.createDocument(app, about);
}

/**
 * Whatever is no page of ours is data, a refusal or Swagger's page: what a browser may do with those never changes, so it is
 * written down once. Pages have a nonce, made anew for each (`website`).
 */
function safety(app: NestFastifyApplication, secure: boolean): void {
  const forData = { ...DATA_HEADERS, ...(secure && STRICT_TRANSPORT) };
  const forDocs = { ...forData, 'content-security-policy': DOCS_POLICY };
  app
    .getHttpAdapter()
    .getInstance()
    .addHook('onRequest', (request, reply, done) => {
      const docs = request.routeOptions.url?.startsWith('/api/docs') ?? false;
      void reply.header('x-request-id', request.id).headers(docs ? forDocs : forData);
      done();
    });
}

const DATA_HEADERS = {
  'content-security-policy':
    "default-src 'none';base-uri 'none';form-action 'none';frame-ancestors 'none'",
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
};

const STRICT_TRANSPORT = { 'strict-transport-security': 'max-age=31536000; includeSubDomains' };

/** Swagger's page carries a style element without a nonce; only there may styles be inline. */
const DOCS_POLICY =
  "default-src 'none';script-src 'self';style-src 'self' 'unsafe-inline';img-src 'self' data:;font-src 'self';" +
  "connect-src 'self';base-uri 'self';form-action 'self';frame-ancestors 'none'";

const PAGE_POLICY = {
  defaultSrc: ["'none'"],
  scriptSrc: ["'self'"],
  styleSrc: ["'self'"],
  styleSrcAttr: ["'unsafe-inline'"], // ECharts' tooltips write style attributes
  imgSrc: ["'self'", 'data:'],
  fontSrc: ["'self'"],
  connectSrc: ["'self'"],
  frameSrc: ["'self'"], // pages of a lab, which no script runs in
  baseUri: ["'self'"],
  formAction: ["'self'"],
  frameAncestors: ["'none'"],
};

/** A shutdown lets what is under way be answered, for so long; the database is let go of after that. */
const FAREWELL_MS = 5_000;

/** Connections that stay open for a next request would hold up the shutdown for as long as their clients like. */
function farewell(app: NestFastifyApplication): void {
  const fastify = app.getHttpAdapter().getInstance();
  fastify.addHook('preClose', (done) => {
    const { server } = fastify;
    if (server.listening) {
      const idle = setInterval(() => {
        server.closeIdleConnections();
      }, 50);
      const late = setTimeout(() => {
        server.closeAllConnections();
      }, FAREWELL_MS);
      server.once('close', () => {
        clearInterval(idle);
        clearTimeout(late);
      });
    }
    done();
  });
}

function sessions(app: NestFastifyApplication, config: Config): void {
  const keeper = app.get(Sessions);
  const fastify = app.getHttpAdapter().getInstance();
  fastify.decorateRequest('caller', null);
  fastify.decorateRequest('member', null);
  fastify.addHook('onRequest', (request: FastifyRequest, _reply: FastifyReply, done) => {
    const token = request.url.startsWith('/api/')
      ? sessionToken(request, config.http.secure)
      : undefined;
    if (token === undefined) {
      done();
      return;
    }
    keeper.callerOf(token).then((caller) => {
      request.caller = caller ?? null;
      done();
    }, done);
  });
}

/** A line per answer in the log, a figure in the metrics; never a body, a query or a cookie. */
function measures(app: NestFastifyApplication): void {
  const log = app.get(Log);
  const metrics = app.get(Metrics);
  app
    .getHttpAdapter()
    .getInstance()
    .addHook('onResponse', (request: FastifyRequest, reply: FastifyReply, done) => {
      const route = request.routeOptions.url ?? 'none';
      metrics.requests.observe(
        { method: request.method, route, status: reply.statusCode },
        reply.elapsedTime / 1000,
      );
      log.info(
        {
          requestId: request.id,
          method: request.method,
          route,
          status: reply.statusCode,
          ms: Math.round(reply.elapsedTime * 10) / 10,
          accountId: request.caller?.accountId,
        },
        'answered',
      );
      done();
    });
}

/** The built Angular app: hashed files for a year, and index.html for every other path outside /api. */
async function website(app: NestFastifyApplication, { folders, http }: Config): Promise<void> {
  const root = resolve(folders.web);
  const page = readIfThere(`${root}/index.html`);
  if (page === undefined) return;
  // A scope of its own: what pages need costs data nothing.
  await app.register(async (scope: FastifyInstance) => {
    scope.addHook('onRequest', (_request, reply, done) => {
      for (const name of Object.keys(DATA_HEADERS)) void reply.removeHeader(name);
      done();
    });
    await scope.register(helmet, {
      enableCSPNonces: true,
      strictTransportSecurity: http.secure,
      contentSecurityPolicy: {
        useDefaults: false,
        directives: { ...PAGE_POLICY, ...(http.secure && { upgradeInsecureRequests: [] }) },
      },
    });
    await scope.register(staticFiles, {
      root,
      wildcard: false,
      index: false,
      cacheControl: false,
      setHeaders: (reply, path) => {
        const hashed = /[-.][A-Z0-9]{6,}\.[a-z0-9]+$/.test(path);
        void reply.header(
          'cache-control',
          hashed ? 'public, max-age=31536000, immutable' : 'no-cache',
        );
      },
    });
    scope.get('/*', (request: FastifyRequest, reply: FastifyReply) => {
      const path = request.url.split('?')[0] ?? '';
      if (path.startsWith('/api/') || /\.[a-z0-9]+$/i.test(path)) {
        reply.callNotFound();
        return;
      }
      // Angular needs the nonce for the styles it adds at run time; its scripts are files, which 'self' allows.
      void reply
        .type('text/html; charset=utf-8')
        .header('cache-control', 'no-store')
        .send(page.replaceAll('CSP_NONCE', reply.cspNonce.style));
    });
  });
}

function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
