import type { Complaint, ProposalState } from '@holdout/contracts';

/** So many a group ranks: what the course asks for, or all there are. */
export const ranksNeeded = (rankCount: number, offers: number): number =>
  Math.min(rankCount, offers);

/** All that is wrong with a ranking at once. Names are for whoever reads the fault. */
export function rankFaults(
  ranked: readonly string[],
  offers: readonly { readonly datasetId: string; readonly name: string }[],
  rankCount: number,
): Complaint[] {
  const nameOf = new Map(offers.map(({ datasetId, name }) => [datasetId, name]));
  const needed = ranksNeeded(rankCount, offers.length);
  const twice = new Set(ranked.filter((id, place) => ranked.indexOf(id) !== place));
  const faults: Complaint[] = [
    ...[...twice].map((id) => ({ code: 'ranked-twice', value: nameOf.get(id) ?? id })),
    ...[...new Set(ranked)]
      .filter((id) => !nameOf.has(id))
      .map((value) => ({ code: 'not-offered', value })),
  ];
  const counted = { value: String(ranked.length), expected: String(needed) };
  if (ranked.length < needed) faults.push({ code: 'ranked-too-few', ...counted });
  if (ranked.length > needed) faults.push({ code: 'ranked-too-many', ...counted });
  return faults;
}

/** Whether students choose now; the very instant of the end is in time. Where nothing is offered there is nothing to choose. */
export function choosingOpen(
  { closesAt, offers }: { readonly closesAt: Date | null; readonly offers: number },
  now: Date,
): boolean {
  return offers > 0 && (closesAt === null || now <= closesAt);
}

/** Which challenge on a dataset its groups submit in: the one that was picked, else the oldest; published ones only. */
export function challengeOn<
  C extends { readonly id: string; readonly datasetId: string; readonly publishedAt: Date | null },
>(challenges: readonly C[], datasetId: string, pickedId: string | null): C | undefined {
  const there = challenges.filter(
    (each) => each.datasetId === datasetId && each.publishedAt !== null,
  );
  return pickedId === null ? there[0] : there.find(({ id }) => id === pickedId);
}

/** All that is wrong with an offer of datasets. */
export function offerFaults(
  offers: readonly { readonly datasetId: string; readonly challengeId: string | null }[],
  datasets: readonly { readonly id: string; readonly name: string }[],
  challenges: readonly { readonly id: string; readonly datasetId: string }[],
): Complaint[] {
  return offers.flatMap(({ datasetId, challengeId }, place) => {
    const name = datasets.find(({ id }) => id === datasetId)?.name;
    if (name === undefined) return [{ code: 'dataset-unknown', value: datasetId }];
    const faults: Complaint[] = [];
    if (offers.findIndex((each) => each.datasetId === datasetId) !== place)
      faults.push({ code: 'offered-twice', value: name });
    if (
      challengeId !== null &&
      !challenges.some((each) => each.id === challengeId && each.datasetId === datasetId)
    )
      faults.push({ code: 'challenge-not-on-dataset', value: name });
    return faults;
  });
}

/** A proposal's file as far as its first bytes tell: text, as a table is, and not empty. The worker reads the rest. */
export function fileFault(head: Uint8Array): Complaint | undefined {
  if (head.length === 0) return { code: 'empty-file' };
  const begins = String.fromCharCode(...head.subarray(0, 5));
  const binary =
    head.includes(0) || begins.startsWith('%PDF') || begins.startsWith('PK\u0003\u0004');
  return binary ? { code: 'binary-file' } : undefined;
}

/** Whether a proposal can be answered so. */
export function decisionFault(
  state: ProposalState,
  { accept, reason }: { readonly accept: boolean; readonly reason: string },
): 'proposal-decided' | 'why-declined' | undefined {
  if (state !== 'proposed') return 'proposal-decided';
  return !accept && reason === '' ? 'why-declined' : undefined;
}
