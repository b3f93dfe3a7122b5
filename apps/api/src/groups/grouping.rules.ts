export interface Pupil {
  readonly memberId: string;
  readonly accountId: string;
  readonly name: string;
}

export interface Proposed {
  readonly name: string;
  readonly members: readonly Pupil[];
}

/**
 * Groups of `size` at random; where the count does not divide, the first groups get one more or the last ones one
 * less, never a leftover group of one beside groups of five. The same people and seed give the same groups,
 * whatever order the people come in.
 */
export function randomGroups(
  people: readonly Pupil[],
  size: number,
  seed: string,
  taken: readonly string[],
): Proposed[] {
  const order = [...people].sort((a, b) => (a.memberId < b.memberId ? -1 : 1));
  const random = generator(seed);
  for (let i = order.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [order[i], order[j]] = [order[j]!, order[i]!];
  }
  const count = Math.max(1, Math.round(order.length / size));
  const names = freeNames(count, taken);
  return names
    .map((name, k) => ({ name, members: order.filter((_, i) => i % count === k) }))
    .filter(({ members }) => members.length > 0);
}

function freeNames(count: number, taken: readonly string[]): string[] {
  const used = new Set(taken.map((name) => name.toLowerCase()));
  const names: string[] = [];
  for (let n = 1; names.length < count; n++) if (!used.has(`grupo ${n}`)) names.push(`Grupo ${n}`);
  return names;
}

/** mulberry32 over an FNV-1a hash of the seed: small, and the same on every machine. */
function generator(seed: string): () => number {
  let state = 2_166_136_261;
  for (const letter of seed) state = Math.imul(state ^ letter.codePointAt(0)!, 16_777_619);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export interface OldGroup {
  readonly name: string;
  readonly members: readonly { accountId: string; name: string }[];
}

export interface CopyPlan {
  readonly groups: Proposed[];
  readonly missing: { name: string; group: string }[];
  readonly newcomers: Pupil[];
  readonly inTwo: { memberId: string; name: string; groups: string[] }[];
}

/** The groups of another course, matched by person. Who was in two of them goes to none: a person decides. */
export function copyPlan(old: readonly OldGroup[], here: readonly Pupil[]): CopyPlan {
  const byAccount = new Map(here.map((pupil) => [pupil.accountId, pupil]));
  const placed = new Map<string, string[]>();
  for (const { name, members } of old)
    for (const { accountId } of members)
      placed.set(accountId, [...(placed.get(accountId) ?? []), name]);
  const once = (accountId: string) => placed.get(accountId)?.length === 1;
  return {
    groups: old
      .map(({ name, members }) => ({
        name,
        members: members.flatMap(({ accountId }) => {
          const pupil = byAccount.get(accountId);
          return pupil && once(accountId) ? [pupil] : [];
        }),
      }))
      .filter(({ members }) => members.length > 0),
    missing: old.flatMap((group) =>
      group.members
        .filter(({ accountId }) => !byAccount.has(accountId))
        .map(({ name }) => ({ name, group: group.name })),
    ),
    newcomers: here.filter(({ accountId }) => !placed.has(accountId)),
    inTwo: here
      .filter(({ accountId }) => (placed.get(accountId)?.length ?? 0) > 1)
      .map(({ memberId, accountId, name }) => ({
        memberId,
        name,
        groups: placed.get(accountId) ?? [],
      })),
  };
}
