import { createHash } from 'node:crypto';

import { Injectable } from '@nestjs/common';
import type { DateTime } from 'luxon';

import {
  type Challenge,
  challengeRoutes,
  datasetRoutes,
  submissionRoutes,
} from '@holdout/contracts';

import { type DemoDataset, type Entry, type Plan, demoFile, dictionaryOf } from './plan';
import { brokenPredictions } from './predictions';
import type { Visitor } from './visitor';
import type { Visitors } from './visitors';

const FINISHED = new Set(['scored', 'rejected', 'failed', 'cancelled']);

/** Datasets, their challenges, and what the groups send to them: really run. */
@Injectable()
export class ChallengesStory {
  /** By the dataset's key. The datasets are made ready side by side, and so are the challenges. */
  async challenges(
    plan: Plan,
    instructor: Visitor,
    courseId: string,
    datasets: readonly DemoDataset[],
    dates: { opensAt: DateTime; closesAt: DateTime } | null,
  ): Promise<Map<string, Challenge>> {
    const made = await Promise.all(
      datasets.map(async (dataset) => {
        const versionId = await this.splitDataset(instructor, courseId, dataset);
        return [
          dataset.key,
          await this.challenge(instructor, courseId, versionId, dataset, dates),
        ] as const;
      }),
    );
    return new Map(made);
  }

  private async splitDataset(
    instructor: Visitor,
    courseId: string,
    dataset: DemoDataset,
  ): Promise<string> {
    const { items } = await instructor.call(datasetRoutes.list, { params: { courseId } });
    const { name, description, source, licence, split } = dataset;
    const { id: datasetId } =
      items.find((each) => each.name === name) ??
      (await instructor.call(datasetRoutes.create, {
        params: { courseId },
        body: { name, description, source, licence, dictionary: dictionaryOf(dataset) },
      }));
    const params = { courseId, datasetId };
    const look = async () => {
      const { versions } = await instructor.call(datasetRoutes.get, { params });
      return versions.at(-1);
    };
    if (!(await look()))
      await instructor.send(
        datasetRoutes.upload,
        { params },
        { name: dataset.file, bytes: demoFile('data', dataset.file) },
      );
    const read = await instructor.until(
      look,
      (version) => version !== undefined && !['received', 'profiling'].includes(version.state),
      10,
    );
    if (read?.state !== 'ready') throw new Error(`${name}: ${JSON.stringify(read?.complaints)}`);
    if (read.splitState === 'none')
      await instructor.call(datasetRoutes.split, {
        params: { ...params, versionId: read.id },
        body: split,
      });
    const made = await instructor.until(look, (version) => version?.splitState !== 'making', 10);
    if (made?.splitState !== 'made')
      throw new Error(`${name}: ${JSON.stringify(made?.splitComplaints)}`);
    return made.id;
  }

  private async challenge(
    instructor: Visitor,
    courseId: string,
    datasetVersionId: string,
    { challenge: asked }: DemoDataset,
    dates: { opensAt: DateTime; closesAt: DateTime } | null,
  ): Promise<Challenge> {
    const { items } = await instructor.call(challengeRoutes.list, { params: { courseId } });
    const drafted =
      items.find(({ title }) => title === asked.title) ??
      (await instructor.call(challengeRoutes.create, {
        params: { courseId },
        body: {
          ...asked,
          datasetVersionId,
          opensAt: dates?.opensAt.toUTC().toISO() ?? null,
          closesAt: dates?.closesAt.toUTC().toISO() ?? null,
        },
      }));
    const params = { courseId, challengeId: drafted.id };
    if (drafted.state === 'draft') await instructor.call(challengeRoutes.publish, { params });
    const ended = await instructor.until(
      () => instructor.call(challengeRoutes.get, { params }),
      ({ state }) => state !== 'preparing',
      10,
    );
    if (ended.publishedAt === null)
      throw new Error(`${asked.title}: ${JSON.stringify(ended.complaints)}`);
    return ended;
  }

  /** In their order within a challenge; the ids in the order of the entries. */
  async submissions(
    plan: Plan,
    visitors: Visitors,
    courseId: string,
    challenges: ReadonlyMap<string, Challenge>,
    entries: readonly Entry[],
  ): Promise<string[]> {
    const ids: string[] = [];
    for (const [at, entry] of entries.entries()) {
      const challenge = challenges.get(entry.dataset);
      if (!challenge) throw new Error(`the demo has no challenge on ${entry.dataset}`);
      const members = plan.groups.find(({ name }) => name === entry.group)?.members ?? [];
      const student = await visitors.of(members[at % members.length]?.email ?? '');
      const params = { courseId, challengeId: challenge.id };
      const { id } = await student.send(
        submissionRoutes.submit,
        { params },
        {
          ...(await this.sentFor(entry, student, params)),
          fields: { note: entry.comment },
          idempotencyKey: keyOf(`${challenge.id} ${at}`),
        },
      );
      ids.push(id);
      await student.until(
        () => student.call(submissionRoutes.get, { params: { courseId, submissionId: id } }),
        ({ state }) => FINISHED.has(state),
        10,
      );
    }
    return ids;
  }

  private async sentFor(
    { file, predictions }: Entry,
    student: Visitor,
    params: { courseId: string; challengeId: string },
  ): Promise<{ name: string; bytes: Uint8Array }> {
    if (file !== undefined) return { name: file, bytes: demoFile('submissions', file) };
    const sample = await student.text(challengeRoutes.file, {
      params: { ...params, name: 'sample_submission.csv' },
    });
    const text = predictions === 'broken' ? brokenPredictions(sample) : sample;
    return { name: 'predictions.csv', bytes: Buffer.from(text) };
  }
}

/** The same for the same submission of the story, in the shape of a uuid. */
function keyOf(text: string): string {
  const hex = createHash('sha256').update(text).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
