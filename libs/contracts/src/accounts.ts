import * as z from 'zod';

import { route } from './route';
import { Done, Email, Id, Instant, Locale, SecretLink, TimeZone } from './values';

export const Password = z.string().min(10).max(200);
const Name = z.string().trim().min(1).max(120);

export const Account = z
  .object({
    id: Id,
    email: Email,
    givenName: z.string(),
    familyName: z.string(),
    locale: Locale.nullable(),
    timeZone: TimeZone.nullable(),
    administrator: z.boolean(),
    mayCreateCourses: z.boolean(),
  })
  .meta({ id: 'Account' });
export type Account = z.infer<typeof Account>;

/** An account as the administrator sees it. */
export const AccountRow = Account.extend({
  createdAt: Instant,
  disabledAt: Instant.nullable(),
  lastSeenAt: Instant.nullable(),
  hasPassword: z.boolean(),
}).meta({ id: 'AccountRow' });
export type AccountRow = z.infer<typeof AccountRow>;

/** `now` lets the page show countdowns by the server's clock. */
const Session = z.object({ account: Account.nullable(), now: Instant }).meta({ id: 'Session' });

/** invitation: sets the first password · password: a forgotten one · administrator: makes the first account. */
export const LinkPurpose = z.enum(['invitation', 'password', 'administrator']);
export type LinkPurpose = z.infer<typeof LinkPurpose>;

export const sessionRoutes = {
  current: route({ method: 'GET', path: '/session', summary: 'Who I am', response: Session }),
  signIn: route({
    method: 'POST',
    path: '/session',
    summary: 'Sign in',
    body: z
      .object({ email: z.string().max(254), password: z.string().max(200) })
      .meta({ id: 'SignIn' }),
    response: Session,
  }),
  signOut: route({ method: 'DELETE', path: '/session', summary: 'Sign out', response: Done }),
  signOutElsewhere: route({
    method: 'DELETE',
    path: '/session/others',
    summary: 'End my sessions on all other devices',
    response: z.object({ ended: z.int() }).meta({ id: 'SessionsEnded' }),
  }),
  changePassword: route({
    method: 'POST',
    path: '/session/password',
    summary: 'Change my password; my other sessions end',
    body: z.object({ current: z.string().max(200), next: Password }).meta({ id: 'ChangePassword' }),
    response: Done,
  }),
  updateProfile: route({
    method: 'PATCH',
    path: '/session/account',
    summary: 'Change my name, language or time zone',
    body: z
      .object({
        givenName: Name.optional(),
        familyName: Name.optional(),
        locale: Locale.nullable().optional(),
        timeZone: TimeZone.nullable().optional(),
      })
      .meta({ id: 'UpdateProfile' }),
    response: Account,
  }),
  forgotPassword: route({
    method: 'POST',
    path: '/password-links',
    summary: 'Send a password link by mail; the answer is the same whether the account exists',
    body: z.object({ email: z.string().max(254) }).meta({ id: 'ForgotPassword' }),
    response: Done,
  }),
  readLink: route({
    method: 'GET',
    path: '/links/:token',
    summary: 'What a link is for',
    params: z.object({ token: z.string().max(200) }),
    response: z
      .object({
        purpose: LinkPurpose,
        email: Email.nullable(),
        givenName: z.string().nullable(),
        expiresAt: Instant,
      })
      .meta({ id: 'LinkFacts' }),
  }),
  redeemLink: route({
    method: 'POST',
    path: '/links/:token',
    summary: 'Set the password that a link allows, and sign in',
    params: z.object({ token: z.string().max(200) }),
    body: z
      .object({
        password: Password,
        email: Email.optional(),
        givenName: Name.optional(),
        familyName: Name.optional(),
      })
      .meta({ id: 'RedeemLink' }),
    response: Session,
  }),
};

const ofAccount = z.object({ accountId: Id });

/** The administrator's. */
export const accountRoutes = {
  list: route({
    method: 'GET',
    path: '/accounts',
    summary: 'All accounts of the installation',
    query: z.object({ search: z.string().max(100).optional() }),
    response: z.object({ items: z.array(AccountRow) }).meta({ id: 'AccountList' }),
  }),
  create: route({
    method: 'POST',
    path: '/accounts',
    summary: 'Make an account and its invitation link',
    body: z
      .object({
        email: Email,
        givenName: Name,
        familyName: Name,
        mayCreateCourses: z.boolean().default(false),
      })
      .meta({ id: 'CreateAccount' }),
    response: z
      .object({ account: AccountRow, invitation: SecretLink })
      .meta({ id: 'CreatedAccount' }),
  }),
  update: route({
    method: 'PATCH',
    path: '/accounts/:accountId',
    summary: 'Disable or enable an account; let it create courses',
    params: ofAccount,
    body: z
      .object({ disabled: z.boolean().optional(), mayCreateCourses: z.boolean().optional() })
      .meta({ id: 'UpdateAccount' }),
    response: AccountRow,
  }),
  passwordLink: route({
    method: 'POST',
    path: '/accounts/:accountId/password-link',
    summary: 'A link to set a new password, shown once',
    params: ofAccount,
    response: SecretLink,
  }),
};
