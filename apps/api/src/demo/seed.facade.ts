import { join } from 'node:path';

import { Inject, Injectable } from '@nestjs/common';

import { Accounts } from '../accounts';
import { CONFIG, type Config } from '../config/config';
import {
  type DemoAccount,
  type Kept,
  aPassword,
  readAccounts,
  writeAccounts,
} from './accounts-file';
import { Demo } from './demo';
import { type Plan, readPlan } from './plan';

const ADMINISTRATOR = {
  givenName: 'Amalia',
  familyName: 'Restrepo Gil',
  email: 'amalia.restrepo@example.org',
};

/** What a first start puts into an installation: the demo course, or the link that makes the administrator. */
@Injectable()
export class Seed {
  constructor(
    private readonly accounts: Accounts,
    private readonly demo: Demo,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /**
   * An empty installation gets the demo where it is `wanted`, else the administrator's link; one with accounts gets the
   * demo only when it was `asked` for. What an earlier start left half done is gone on with.
   */
  async run(
    { wanted, asked }: { wanted: boolean; asked: boolean },
    say: (text: string) => void,
  ): Promise<void> {
    const path = join(this.config.folders.data, 'demo-accounts.json');
    const kept = readAccounts(path);
    if (kept?.finished === true) {
      say(`the demo's accounts and passwords: ${path}`);
      return;
    }
    if (!kept && !asked) {
      if (!(await this.accounts.isEmpty())) return;
      if (!wanted) {
        await this.inviteAdministrator(say);
        return;
      }
    }
    const plan = readPlan();
    const ready = kept ?? { accounts: accountsOf(plan), finished: false };
    writeAccounts(path, ready);
    await this.makeAccounts(ready);
    say(`the demo's accounts (kept in ${path}):\n${table(ready.accounts)}`);
    const { host, port } = this.config.http;
    const origin = `http://${host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host}:${port}`;
    await this.demo.play(plan, { origin, accounts: ready.accounts, say });
    writeAccounts(path, { ...ready, finished: true });
    say('the demo is complete');
  }

  private async inviteAdministrator(say: (text: string) => void): Promise<void> {
    const { url } = await this.accounts.administratorLink();
    say(
      `this installation has no accounts yet. Who opens this link becomes its administrator:\n\n    ${url}\n`,
    );
  }

  private async makeAccounts({ accounts }: Kept): Promise<void> {
    const known = await this.accounts.findByEmails(accounts.map(({ email }) => email));
    for (const { email, name, role, password } of accounts) {
      const [givenName = '', ...rest] = name.split(' ');
      const id =
        known.get(email)?.id ??
        (await this.accounts.create(
          {
            email,
            givenName,
            familyName: rest.join(' '),
            administrator: role === 'administrator',
            mayCreateCourses: role === 'administrator' || role === 'instructor',
          },
          null,
        ));
      await this.accounts.setPassword(id, password);
    }
  }
}

function accountsOf(plan: Plan): DemoAccount[] {
  const account = (
    person: { givenName: string; familyName: string; email: string },
    role: DemoAccount['role'],
    group: string | null = null,
  ): DemoAccount => ({
    name: `${person.givenName} ${person.familyName}`,
    email: person.email,
    role,
    group,
    password: aPassword(),
  });
  return [
    account(ADMINISTRATOR, 'administrator'),
    ...plan.staff.map((person) => account(person, person.role)),
    ...plan.groups.flatMap(({ name, members }) =>
      members.map((person) => account(person, 'student', name)),
    ),
  ];
}

function table(accounts: readonly DemoAccount[]): string {
  const rows = accounts.map(({ email, password, role, group }) => [
    email,
    password,
    role,
    group ?? '',
  ]);
  const widths = [0, 1, 2].map((at) => Math.max(...rows.map((row) => row[at]?.length ?? 0)));
  return rows
    .map((row) => `  ${row.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join('  ')}`.trimEnd())
    .join('\n');
}
