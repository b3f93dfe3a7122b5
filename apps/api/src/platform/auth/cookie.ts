import type { FastifyReply, FastifyRequest } from 'fastify';

/** A browser drops a `__Host-` cookie that is not Secure, so over plain http it needs another name. */
const nameOf = (secure: boolean): string => (secure ? '__Host-holdout' : 'holdout');

export function sessionToken(request: FastifyRequest, secure: boolean): string | undefined {
  return request.cookies[nameOf(secure)];
}

export function setSession(
  reply: FastifyReply,
  token: string,
  secure: boolean,
  expires: Date,
): void {
  void reply.setCookie(nameOf(secure), token, {
    path: '/',
    httpOnly: true,
    secure,
    sameSite: 'lax',
    expires,
  });
}

export function clearSession(reply: FastifyReply, secure: boolean): void {
  void reply.clearCookie(nameOf(secure), { path: '/', httpOnly: true, secure, sameSite: 'lax' });
}
