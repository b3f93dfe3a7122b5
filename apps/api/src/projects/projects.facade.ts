import { Injectable } from '@nestjs/common';

import type { Approach } from '@holdout/contracts';

import type { ProjectRow } from './projects.repository';
import { ProjectsService } from './projects.service';

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

/** What others may ask of projects. Who may see the answer, they decide. */
@Injectable()
export class Projects {
  constructor(private readonly projects: ProjectsService) {}

  /** Of a group that is there, even if it has written nothing; of another one there is nothing. */
  async projectOf(courseId: string, groupId: string): Promise<ProjectFacts> {
    return factsOf(await this.projects.get(courseId, groupId));
  }

  /** Of every group of the course. */
  async projectsOf(courseId: string): Promise<ProjectFacts[]> {
    return (await this.projects.of(courseId)).map(factsOf);
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
