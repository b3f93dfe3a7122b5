import type { Account, AccountRow } from '@holdout/contracts';

import type { AccountEntity } from './account.entity';

export function toAccount(row: AccountEntity): Account {
  return {
    id: row.id,
    email: row.email,
    givenName: row.givenName,
    familyName: row.familyName,
    locale: row.locale,
    timeZone: row.timeZone,
    administrator: row.administratorAt !== null,
    mayCreateCourses: row.administratorAt !== null || row.mayCreateCoursesAt !== null,
  };
}

export function toAccountRow(row: AccountEntity): AccountRow {
  return {
    ...toAccount(row),
    createdAt: row.createdAt.toISOString(),
    disabledAt: row.disabledAt?.toISOString() ?? null,
    lastSeenAt: row.lastSeenAt?.toISOString() ?? null,
    hasPassword: row.passwordHash !== null,
  };
}
