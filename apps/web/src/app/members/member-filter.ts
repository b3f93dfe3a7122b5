import type { Member, Role } from '@holdout/contracts';

export interface MemberFilter {
  readonly text: string;
  readonly role: Role | null;
}

export const nameOf = ({ givenName, familyName }: Pick<Member, 'givenName' | 'familyName'>) =>
  `${givenName} ${familyName}`.trim();

/** Who fits, by family name as the reader's language sorts; case and accents do not matter in a search. */
export function shownMembers(
  members: readonly Member[],
  { text, role }: MemberFilter,
  locale: string,
): Member[] {
  const wanted = folded(text).split(/\s+/).filter(Boolean);
  const collator = new Intl.Collator(locale, { sensitivity: 'base', numeric: true });
  return members
    .filter((member) => {
      const words = folded(
        [nameOf(member), member.email, member.externalId, member.group?.name].join(' '),
      );
      return (
        (role === null || member.role === role) && wanted.every((word) => words.includes(word))
      );
    })
    .sort(
      (a, b) =>
        collator.compare(a.familyName, b.familyName) || collator.compare(a.givenName, b.givenName),
    );
}

function folded(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}
