import type { Catalogue, Challenge, Dataset } from '@holdout/contracts';

/** A dataset of the course in the form of the catalogue. */
export interface OfferDraft {
  readonly datasetId: string;
  readonly name: string;
  readonly offered: boolean;
  /** As it is typed. */
  readonly capacity: string;
  /** Whether what is typed is no number of groups. */
  readonly fault: boolean;
  /** The picked challenge; empty for the oldest. */
  readonly challengeId: string;
  readonly challenges: readonly { readonly id: string; readonly title: string }[];
}

/** Every dataset of the course: the offered ones first, in their order. */
export function draftsOf(read: {
  readonly catalogue: Catalogue;
  readonly datasets: readonly Dataset[];
  readonly challenges: readonly Challenge[];
}): OfferDraft[] {
  const { offers } = read.catalogue;
  const placeOf = (id: string) => {
    const at = offers.findIndex(({ datasetId }) => datasetId === id);
    return at === -1 ? offers.length : at;
  };
  return [...read.datasets]
    .sort((a, b) => placeOf(a.id) - placeOf(b.id))
    .map(({ id, name }) => {
      const offer = offers.find(({ datasetId }) => datasetId === id);
      return {
        datasetId: id,
        name,
        offered: offer !== undefined,
        capacity: String(offer?.capacity ?? 1),
        fault: false,
        challengeId: offer?.pickedChallengeId ?? '',
        challenges: read.challenges
          .filter(({ dataset, publishedAt }) => dataset.id === id && publishedAt !== null)
          .map((challenge) => ({ id: challenge.id, title: challenge.title })),
      };
    });
}

/** Whether a text is a number of groups: whole, from 1 to 1,000. */
export function isCapacity(text: string): boolean {
  const count = Number(text);
  return text.trim() !== '' && Number.isInteger(count) && count >= 1 && count <= 1000;
}

/** How many groups what is offered would hold. */
export const placesOf = (drafts: readonly OfferDraft[]): number =>
  drafts
    .filter(({ offered, fault }) => offered && !fault)
    .reduce((sum, { capacity }) => sum + Number(capacity), 0);
