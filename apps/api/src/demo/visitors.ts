import type { DemoAccount } from './accounts-file';
import { Visitor } from './visitor';

/** The demo's people, each signed in once. */
export class Visitors {
  private readonly known = new Map<string, Promise<Visitor>>();

  constructor(
    private readonly origin: string,
    private readonly accounts: readonly DemoAccount[],
  ) {}

  of(email: string): Promise<Visitor> {
    const account = this.accounts.find((each) => each.email === email);
    if (!account) throw new Error(`the demo has no ${email}`);
    const known = this.known.get(email) ?? Visitor.signIn(this.origin, email, account.password);
    this.known.set(email, known);
    return known;
  }

  instructor(): Promise<Visitor> {
    const found = this.accounts.find(({ role }) => role === 'instructor');
    if (!found) throw new Error('the demo has no instructor');
    return this.of(found.email);
  }
}
