import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { Writable } from 'node:stream';

import { Problem } from '@holdout/contracts';
import { pino } from 'pino';

import { readConfig } from '../../apps/api/src/config/config';
import { SECRET_PATHS } from '../../apps/api/src/platform/log';
import { type TestApp, startApp } from '../support/app';

describe('the platform', () => {
  let t: TestApp;
  const web = mkdtempSync(`${tmpdir()}/holdout-web-`);
  beforeAll(async () => {
    writeFileSync(`${web}/index.html`, '<app-root ngCspNonce="CSP_NONCE"></app-root>');
    writeFileSync(`${web}/chunk-ABCDEF12.js`, '');
    t = await startApp({ METRICS_TOKEN: 'a token of sixteen or more', HOLDOUT_WEB: web });
  });
  afterAll(async () => {
    await t.close();
    rmSync(web, { recursive: true });
  });

  it('says that it lives and that it can work', async () => {
    expect((await t.anonymous().get('/health/live').expect(200)).body).toEqual({ status: 'ok' });
    expect((await t.anonymous().get('/health/ready').expect(200)).body).toMatchObject({
      status: 'ok',
    });
  });

  it('shows its figures to this machine and to who has the token, not to clients of a proxy', async () => {
    const figures = (headers: Record<string, string>) => t.anonymous().get('/metrics').set(headers);
    expect((await figures({})).text).toContain('holdout_http_request_seconds');
    const proxied = { 'x-forwarded-for': '203.0.113.9' };
    expect((await figures(proxied)).status).toBe(404);
    expect((await figures({ ...proxied, authorization: 'Bearer wrong' })).status).toBe(404);
    expect(
      (await figures({ ...proxied, authorization: 'Bearer a token of sixteen or more' })).status,
    ).toBe(200);
  });

  it('answers every refusal as a problem with the id of the request', async () => {
    for (const [answer, status, code] of [
      [await t.anonymous().get('/api/nowhere'), 404, 'not-found'],
      [await t.anonymous().get('/api/courses'), 401, 'unauthenticated'],
      [
        await t.anonymous().post('/api/session').set('content-type', 'application/json').send('{'),
        400,
        'invalid-request',
      ],
      [
        await t.anonymous().post('/api/session').set('content-type', 'text/plain').send('x'),
        400,
        'invalid-request',
      ],
      [
        await t
          .anonymous()
          .post('/api/session')
          .send({ email: 'x'.repeat(3_000_000) }),
        413,
        'too-large',
      ],
    ] as const) {
      expect(answer.status).toBe(status);
      expect(answer.headers['content-type']).toContain('application/problem+json');
      const problem = Problem.parse(answer.body);
      expect(problem.code).toBe(code);
      expect(problem.requestId).toBe(answer.headers['x-request-id']);
    }
  });

  it('forbids a browser everything that a page of ours does not need', async () => {
    const { headers, text } = await t.anonymous().get('/courses/some').expect(200);
    const policy = String(headers['content-security-policy']);
    expect(policy).toMatch(/default-src 'none'/);
    expect(policy).toMatch(/script-src 'self' 'nonce-[0-9a-f]+';/);
    expect(policy).toMatch(/frame-ancestors 'none'/);
    expect(policy).not.toMatch(/unsafe-eval|script-src[^;]*unsafe-inline|\*/);
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect(headers['referrer-policy']).toBe('no-referrer');
    const nonce = /style-src 'self' 'nonce-([0-9a-f]{32})'/.exec(policy)?.[1];
    expect(text).toBe(`<app-root ngCspNonce="${String(nonce)}"></app-root>`);
    expect((await t.anonymous().get('/')).text).not.toContain(String(nonce));
  });

  it('lets browsers keep the files whose name is their content, and no page', async () => {
    const file = await t.anonymous().get('/chunk-ABCDEF12.js').expect(200);
    expect(file.headers['cache-control']).toBe('public, max-age=31536000, immutable');
    expect(file.headers['x-content-type-options']).toBe('nosniff');
    expect((await t.anonymous().get('/')).headers['cache-control']).toBe('no-store');
  });

  it('forbids a browser to use data as a page, answers and refusals alike', async () => {
    for (const path of ['/api/session', '/api/courses', '/health/live', '/metrics']) {
      const { headers } = await t.anonymous().get(path);
      expect(headers['content-security-policy']).toBe(
        "default-src 'none';base-uri 'none';form-action 'none';frame-ancestors 'none'",
      );
      expect(headers['x-content-type-options']).toBe('nosniff');
      expect(headers['referrer-policy']).toBe('no-referrer');
      expect(headers['cross-origin-resource-policy']).toBe('same-origin');
    }
  });

  it('describes itself at /api/docs', async () => {
    const { body } = await t.anonymous().get('/api/docs/openapi.json').expect(200);
    expect(Object.keys((body as { paths: object }).paths)).toContain('/api/courses/{courseId}');
    expect((await t.anonymous().get('/api/docs')).text).toContain('swagger-ui');
  });

  it('names every bad variable of its environment at once, and is not fooled by empty ones', () => {
    expect(() =>
      readConfig({ DATABASE_URL: 'mysql://x', PORT: '70000', LOG_LEVEL: 'loud' }),
    ).toThrow(
      /DATABASE_URL[\s\S]*PORT[\s\S]*LOG_LEVEL|LOG_LEVEL[\s\S]*DATABASE_URL|PORT[\s\S]*DATABASE_URL/,
    );
    const config = readConfig({ DATABASE_URL: 'postgres://x@localhost/y', PORT: '' });
    expect(config.http).toMatchObject({ host: '127.0.0.1', port: 3000, secure: false });
  });

  it('keeps secrets out of its log, wherever they stand', () => {
    let said = '';
    const sink = new Writable({
      write(chunk, _, done) {
        said += String(chunk);
        done();
      },
    });
    pino({ redact: { paths: [...SECRET_PATHS], censor: '[redacted]' } }, sink).info({
      password: 'geheim-1',
      body: { token: 'geheim-2' },
      req: { headers: { cookie: 'geheim-3', authorization: 'geheim-4' } },
      res: { headers: { 'set-cookie': 'geheim-5' } },
      err: { parameters: ['geheim-6'], query: 'geheim-7' },
      scored: { truth: ['geheim-8'], labels: ['geheim-9'] },
    });
    expect(said).toContain('[redacted]');
    expect(said).not.toContain('geheim');
  });
});

describe('the throttle', () => {
  it('slows down who asks too often, with the time to wait', async () => {
    const t = await startApp({ HOLDOUT_UNLIMITED_RATE: 'false' });
    try {
      const guess = (who = t.anonymous()) => who.get(`/api/links/${'x'.repeat(43)}`);
      const answers = [];
      for (let n = 0; n < 121; n++) answers.push(await guess());
      expect(answers.slice(0, 120).every(({ status }) => status === 410)).toBe(true);
      expect(answers[120]?.status).toBe(429);
      expect(Problem.parse(answers[120]?.body).code).toBe('slow-down');
      const ana = await t.world.aPerson(); // from the same address, and signed in
      expect((await guess(t.as(ana))).status).toBe(410);
    } finally {
      await t.close();
    }
  });
});
