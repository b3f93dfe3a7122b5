import { Problem, sessionRoutes } from '@holdout/contracts';

import { Accounts } from '../../apps/api/src/accounts';
import { type TestApp, startApp } from '../support/app';

const PASSWORD = 'caballo grapa pila';

describe('accounts', () => {
  let t: TestApp;
  let accounts: Accounts;
  beforeAll(async () => {
    t = await startApp();
    accounts = t.app.get(Accounts);
  });
  afterAll(() => t.close());

  async function someone() {
    const person = await t.world.aPerson();
    await accounts.setPassword(person.accountId, PASSWORD);
    return person;
  }
  const signIn = (email: string, password: string) =>
    t.anonymous().post('/api/session').send({ email, password });
  const codeOf = (body: unknown) => Problem.parse(body).code;

  it('signs in whatever the case of the e-mail, with a cookie scripts cannot read, and out again', async () => {
    const { email, accountId } = await someone();
    const answer = await signIn(email.toUpperCase(), PASSWORD).expect(201);
    expect(sessionRoutes.signIn.response.parse(answer.body).account?.id).toBe(accountId);
    const cookie = String(answer.headers['set-cookie']);
    expect(cookie).toMatch(/^holdout=[\w-]{43}; .*Path=\/; .*HttpOnly; SameSite=Lax/);
    const mine = cookie.split(';')[0]!;
    expect((await t.anonymous().get('/api/session').set('cookie', mine)).body.account.email).toBe(
      email,
    );
    await t.anonymous().delete('/api/session').set('cookie', mine).expect(200);
    expect((await t.anonymous().get('/api/session').set('cookie', mine)).body.account).toBeNull();
  });

  it('answers the same to a wrong password and to an unknown e-mail, and slows both down after five', async () => {
    const { email } = await someone();
    for (const who of [email, 'nobody@example.org']) {
      for (let n = 0; n < 5; n++)
        expect(codeOf((await signIn(who, 'not the password')).body)).toBe('wrong-credentials');
      const sixth = Problem.parse((await signIn(who, PASSWORD)).body);
      expect(sixth).toMatchObject({
        code: 'slow-down',
        status: 429,
        facts: { retryAfterSeconds: 900 },
      });
    }
    t.clock.pass(15 * 60_000 + 1000);
    await signIn(email, PASSWORD).expect(201);
  });

  it('ends a session that nobody used for twelve hours', async () => {
    const { email } = await someone();
    const cookie = String((await signIn(email, PASSWORD)).headers['set-cookie']).split(';')[0]!;
    t.clock.pass(12 * 3_600_000 + 1000);
    expect((await t.anonymous().get('/api/session').set('cookie', cookie)).body.account).toBeNull();
  });

  it('changes a password and ends the sessions elsewhere', async () => {
    const { email } = await someone();
    const [here, there] = await Promise.all(
      [0, 1].map(
        async () => String((await signIn(email, PASSWORD)).headers['set-cookie']).split(';')[0]!,
      ),
    );
    const change = (body: object) =>
      t.anonymous().post('/api/session/password').set('cookie', here!).send(body);
    expect(codeOf((await change({ current: 'wrong', next: 'otra clave larga' })).body)).toBe(
      'wrong-credentials',
    );
    expect(codeOf((await change({ current: PASSWORD, next: 'password123' })).body)).toBe(
      'password-too-weak',
    );
    await change({ current: PASSWORD, next: 'otra clave larga' }).expect(201);
    expect(
      (await t.anonymous().get('/api/session').set('cookie', here!)).body.account,
    ).not.toBeNull();
    expect((await t.anonymous().get('/api/session').set('cookie', there!)).body.account).toBeNull();
    await signIn(email, 'otra clave larga').expect(201);
  });

  it('mails a link to who forgot a password, says the same to who has no account, and takes the link once', async () => {
    const { email } = await someone();
    const ask = (to: string) =>
      t.anonymous().post('/api/password-links').send({ email: to }).expect(201);
    expect((await ask(email)).body).toEqual((await ask('nobody@example.org')).body);
    const mails: { recipient: string; body: string }[] = await t.db.query(
      'SELECT recipient, body FROM outgoing_mails',
    );
    expect(mails.filter(({ recipient }) => recipient === 'nobody@example.org')).toEqual([]);
    const token = /\/links\/([\w-]+)/.exec(
      mails.find(({ recipient }) => recipient === email)!.body,
    )![1]!;
    expect((await t.anonymous().get(`/api/links/${token}`)).body).toMatchObject({
      purpose: 'password',
      email,
    });
    const redeem = () =>
      t.anonymous().post(`/api/links/${token}`).send({ password: 'una clave nueva' });
    await redeem().expect(201);
    expect(codeOf((await redeem()).body)).toBe('link-spent');
    await signIn(email, 'una clave nueva').expect(201);
  });

  it('keeps secrets out of the database', async () => {
    const { email } = await someone();
    const cookie = String((await signIn(email, PASSWORD)).headers['set-cookie']);
    const token = /holdout=([\w-]+)/.exec(cookie)![1]!;
    const [{ found }] = await t.db.query(
      'SELECT count(*)::int AS found FROM sessions WHERE token_hash = $1',
      [token],
    );
    const [{ hash }] = await t.db.query(
      'SELECT password_hash AS hash FROM accounts WHERE email = $1',
      [email],
    );
    expect(found).toBe(0);
    expect(hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  });

  it('makes the first administrator by a link of an empty installation', async () => {
    const { url } = await accounts.administratorLink();
    const token = url.split('/').at(-1)!;
    const answer = await t
      .anonymous()
      .post(`/api/links/${token}`)
      .send({
        password: 'una clave nueva',
        email: 'root@example.org',
        givenName: 'Ada',
        familyName: 'Root',
      })
      .expect(201);
    expect(answer.body.account).toMatchObject({ administrator: true, mayCreateCourses: true });
  });

  it('shows the accounts to the administrator alone; to others the page is not there', async () => {
    const admin = await t.world.aPerson({ administrator: true });
    await t.as(admin).get('/api/accounts').expect(200);
    expect(codeOf((await t.as(await someone()).get('/api/accounts')).body)).toBe('not-found');
    expect(codeOf((await t.anonymous().get('/api/accounts')).body)).toBe('unauthenticated');
  });

  it('disabling an account ends its sessions', async () => {
    const admin = await t.world.aPerson({ administrator: true });
    const person = await someone();
    await t
      .as(admin)
      .patch(`/api/accounts/${person.accountId}`)
      .send({ disabled: true })
      .expect(200);
    expect((await t.as(person).get('/api/session')).body.account).toBeNull();
    expect(codeOf((await signIn(person.email, PASSWORD)).body)).toBe('wrong-credentials');
  });

  it('refuses a form posted from another site', async () => {
    const { email } = await someone();
    const answer = await signIn(email, PASSWORD).set('sec-fetch-site', 'cross-site');
    expect(codeOf(answer.body)).toBe('forbidden');
  });

  it('names each field that is wrong', async () => {
    const answer = await t.anonymous().post('/api/session').send({ email: 7 });
    expect(Problem.parse(answer.body).faults.map(({ column }) => column)).toEqual([
      'email',
      'password',
    ]);
  });
});
