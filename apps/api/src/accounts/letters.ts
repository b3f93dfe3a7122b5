import type { Locale } from '@holdout/contracts';

interface Words {
  readonly subject: string;
  readonly body: (name: string, url: string) => string;
}

const INVITATION: Record<Locale, Words> = {
  es: {
    subject: 'Su invitación a Holdout',
    body: (name, url) =>
      `Hola, ${name}:\n\nLe invitaron a un curso en Holdout. Elija su contraseña en este enlace, que sirve una vez y vence en 14 días:\n\n${url}\n\nSi no esperaba este mensaje, puede ignorarlo.\n`,
  },
  en: {
    subject: 'Your invitation to Holdout',
    body: (name, url) =>
      `Hello ${name},\n\nYou have been invited to a course on Holdout. Choose your password by this link, which works once and expires in 14 days:\n\n${url}\n\nIf you did not expect this message, you may ignore it.\n`,
  },
};

const PASSWORD: Record<Locale, Words> = {
  es: {
    subject: 'Nueva contraseña de Holdout',
    body: (name, url) =>
      `Hola, ${name}:\n\nPidió una contraseña nueva. Elíjala en este enlace, que sirve una vez y vence en 2 horas:\n\n${url}\n\nSi no la pidió, ignore este mensaje: su contraseña no ha cambiado.\n`,
  },
  en: {
    subject: 'New Holdout password',
    body: (name, url) =>
      `Hello ${name},\n\nYou asked for a new password. Choose it by this link, which works once and expires in 2 hours:\n\n${url}\n\nIf you did not ask for it, ignore this message: your password has not changed.\n`,
  },
};

export function linkLetter(
  purpose: 'invitation' | 'password',
  to: { email: string; givenName: string; locale: Locale | null },
  url: string,
) {
  const words = { invitation: INVITATION, password: PASSWORD }[purpose][to.locale ?? 'es'];
  return { to: to.email, subject: words.subject, body: words.body(to.givenName, url) };
}
