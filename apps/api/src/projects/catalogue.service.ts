import { Injectable } from '@nestjs/common';

import { type BodyOf, type Catalogue, type Offer, catalogueRoutes } from '@holdout/contracts';

import { type ChallengeFacts, Challenges } from '../challenges';
import { Datasets, type Glimpse } from '../datasets';
import { Audit } from '../platform/audit/audit';
import { type CourseMember, isStaff } from '../platform/auth/caller';
import { Clock } from '../platform/clock';
import { Database } from '../platform/database/database';
import { DomainError } from '../platform/domain-error';
import { CatalogueRepository, type CatalogueRow, type OfferRow } from './catalogue.repository';
import { challengeOn, choosingOpen, offerFaults } from './choosing.rules';
import { assertUpon } from './projects.service';

/** An offered dataset with the challenge that its groups will submit in. */
export interface OfferFacts extends OfferRow {
  readonly name: string;
  /** null where none is published on it yet. */
  readonly challenge: ChallengeFacts | null;
}

export interface CatalogueFacts extends Omit<CatalogueRow, 'offers'> {
  readonly offers: readonly OfferFacts[];
  /** Whether students choose now. */
  readonly open: boolean;
}

/** Among which datasets a course's groups choose. */
@Injectable()
export class CatalogueService {
  constructor(
    private readonly catalogues: CatalogueRepository,
    private readonly datasets: Datasets,
    private readonly challenges: Challenges,
    private readonly database: Database,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  async facts(courseId: string): Promise<CatalogueFacts> {
    const { offers, ...settings } = await this.catalogues.of(courseId);
    const names = new Map((await this.datasets.of(courseId)).map(({ id, name }) => [id, name]));
    const challenges = await this.challenges.of(courseId);
    return {
      ...settings,
      open: choosingOpen({ closesAt: settings.closesAt, offers: offers.length }, this.clock.now()),
      offers: offers.map((offer) => ({
        ...offer,
        name: names.get(offer.datasetId) ?? '',
        challenge: challengeOn(challenges, offer.datasetId, offer.challengeId) ?? null,
      })),
    };
  }

  /** The same of datasets that are for one group alone. */
  async withChallenges(
    courseId: string,
    datasetIds: readonly string[],
  ): Promise<(readonly [string, Pick<OfferFacts, 'name' | 'challenge'>])[]> {
    if (datasetIds.length === 0) return [];
    const challenges = await this.challenges.of(courseId);
    const datasets = await this.datasets.of(courseId);
    return datasets
      .filter(({ id }) => datasetIds.includes(id))
      .map(({ id, name }) => [id, { name, challenge: challengeOn(challenges, id, null) ?? null }]);
  }

  async answer(me: CourseMember): Promise<Catalogue> {
    const facts = await this.facts(me.courseId);
    const glimpses = await this.datasets.glimpses(
      me,
      facts.offers.map(({ datasetId }) => datasetId),
    );
    return {
      offers: facts.offers.flatMap((offer) => {
        const glimpse = glimpses.find(({ id }) => id === offer.datasetId);
        return glimpse ? [toOffer(offer, glimpse, isStaff(me))] : [];
      }),
      rankCount: facts.rankCount,
      closesAt: facts.closesAt?.toISOString() ?? null,
      open: facts.open,
      version: facts.version,
    };
  }

  set(me: CourseMember, given: BodyOf<typeof catalogueRoutes.set>): Promise<void> {
    return this.database.transaction(async () => {
      await this.database.lock(`catalogue:${me.courseId}`);
      const before = await this.catalogues.of(me.courseId);
      assertUpon(given.version, before.version, null);
      const faults = offerFaults(
        given.offers,
        await this.datasets.of(me.courseId),
        await this.challenges.of(me.courseId),
      );
      if (faults.length > 0)
        throw new DomainError('catalogue-refused', 'These cannot be offered so.', {}, faults);
      const { rankCount, offers } = given;
      const closesAt = given.closesAt === null ? null : new Date(given.closesAt);
      await this.catalogues.put(me.courseId, { rankCount, closesAt, offers });
      await this.audit.record({
        courseId: me.courseId,
        accountId: me.accountId,
        deed: 'catalogue.set',
        thing: 'catalogue',
        thingId: null,
        old: before,
        new: { rankCount, closesAt, offers },
      });
    });
  }
}

function toOffer(
  { datasetId, capacity, challenge, challengeId }: OfferFacts,
  { name, description, source, licence, version }: Glimpse,
  staff: boolean,
): Offer {
  return {
    datasetId,
    name,
    description,
    source,
    licence,
    capacity,
    ...figuresOf(version),
    aim: challenge && {
      target: challenge.targetName,
      task: challenge.task,
      metric: challenge.metric,
    },
    challenge: staff && challenge ? { id: challenge.id, title: challenge.title } : null,
    pickedChallengeId: staff ? challengeId : null,
  };
}

function figuresOf(
  version: Glimpse['version'],
): Pick<Offer, 'versionId' | 'rows' | 'types' | 'missing' | 'outliers' | 'correlation'> {
  if (!version)
    return {
      versionId: null,
      rows: null,
      types: [],
      missing: null,
      outliers: null,
      correlation: null,
    };
  const { id, rows, types, missing, outliers, correlation } = version;
  return {
    versionId: id,
    rows,
    types: counted(types),
    missing,
    outliers,
    correlation: correlation && {
      columns: [...correlation.columns],
      r: Number(correlation.r.toPrecision(3)),
    },
  };
}

function counted(types: readonly Offer['types'][number]['type'][]): Offer['types'] {
  const counts = new Map<Offer['types'][number]['type'], number>();
  for (const type of types) counts.set(type, (counts.get(type) ?? 0) + 1);
  return [...counts]
    .map(([type, columns]) => ({ type, columns }))
    .sort((a, b) => b.columns - a.columns);
}
