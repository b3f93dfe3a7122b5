import { Injectable } from '@nestjs/common';

import type { Approach } from '@holdout/contracts';

import type { ChallengeFacts } from '../challenges';
import type { CourseMember } from '../platform/auth/caller';
import { CatalogueService } from './catalogue.service';
import type { ProjectRow } from './projects.repository';
import { ProjectsService } from './projects.service';
import { ProposalsService } from './proposals.service';

export interface ProjectFacts {
  readonly groupId: string;
  readonly group: string;
  readonly members: readonly { readonly memberId: string; readonly name: string }[];
  /** Markdown; empty where the group has written none. */
  readonly question: string;
  readonly approach: Approach | null;
  /** Ids of datasets, the dearest first. */
  readonly ranks: readonly string[];
  /** null before the assignment is published; a dataset without a challenge has none yet. */
  readonly assigned: {
    readonly datasetId: string;
    readonly dataset: string;
    readonly challenge: { readonly id: string; readonly title: string } | null;
    readonly at: Date;
  } | null;
}

/** All that an assignment follows from. */
export interface ChoiceFacts {
  readonly rankCount: number;
  readonly closesAt: Date | null;
  readonly offers: readonly { readonly datasetId: string; readonly capacity: number }[];
  readonly groups: readonly {
    readonly groupId: string;
    readonly group: string;
    readonly ranks: readonly string[];
    /** The dataset of its own that was accepted. */
    readonly granted: string | null;
  }[];
  /** Of what is offered or granted: by its id, with the challenge that is published on it. */
  readonly datasets: ReadonlyMap<
    string,
    { readonly name: string; readonly challenge: ChallengeFacts | null }
  >;
}

/** What others may ask of projects, and the deed of assigning. Who may see the answer, they decide. */
@Injectable()
export class Projects {
  constructor(
    private readonly projects: ProjectsService,
    private readonly catalogue: CatalogueService,
    private readonly proposals: ProposalsService,
  ) {}

  /** Of a group that is there, even if it has written nothing; of another one there is nothing. */
  async projectOf(courseId: string, groupId: string): Promise<ProjectFacts> {
    return factsOf(await this.projects.get(courseId, groupId));
  }

  /** Of every group of the course. */
  async projectsOf(courseId: string): Promise<ProjectFacts[]> {
    return (await this.projects.of(courseId)).map(factsOf);
  }

  async choicesOf(courseId: string): Promise<ChoiceFacts> {
    const granted = await this.proposals.granted(courseId);
    const { rankCount, closesAt, offers } = await this.catalogue.facts(courseId);
    const projects = await this.projects.of(courseId);
    return {
      rankCount,
      closesAt,
      offers: offers.map(({ datasetId, capacity }) => ({ datasetId, capacity })),
      groups: projects.map(({ groupId, group, ranks }) => ({
        groupId,
        group,
        ranks: ranks.map(({ id }) => id),
        granted: granted.get(groupId) ?? null,
      })),
      datasets: new Map([
        ...(await this.catalogue.withChallenges(courseId, [...granted.values()])),
        ...offers.map(
          ({ datasetId, name, challenge }) => [datasetId, { name, challenge }] as const,
        ),
      ]),
    };
  }

  /** In the transaction in progress; told in the project's history. */
  assign(
    me: CourseMember,
    groupId: string,
    to: {
      readonly datasetId: string;
      readonly dataset: string;
      readonly challengeId: string | null;
    },
  ): Promise<void> {
    return this.projects.assign(me, groupId, to);
  }
}

function factsOf(row: ProjectRow): ProjectFacts {
  const { groupId, group, members, question, approach, ranks } = row;
  const { assignedAt: at, assignedDataset: dataset, assignedChallenge: challenge } = row;
  return {
    groupId,
    group,
    members,
    question,
    approach,
    ranks: ranks.map(({ id }) => id),
    assigned:
      at && dataset
        ? {
            datasetId: dataset.id,
            dataset: dataset.name,
            challenge: challenge && { id: challenge.id, title: challenge.name },
            at,
          }
        : null,
  };
}
