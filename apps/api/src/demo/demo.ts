import { createHash } from 'node:crypto';

import { Injectable } from '@nestjs/common';
import { DateTime } from 'luxon';

import {
  type Challenge,
  challengeRoutes,
  courseRoutes,
  datasetRoutes,
  groupRoutes,
  memberRoutes,
  submissionRoutes,
} from '@holdout/contracts';

import { Clock } from '../platform/clock';
import type { DemoAccount } from './accounts-file';
import { PastRepository } from './past.repository';
import {
  type DemoDataset,
  type Entry,
  type Plan,
  dayZero,
  demoFile,
  dictionaryOf,
  termOf,
} from './plan';
import { brokenPredictions } from './predictions';
import { Visitor } from './visitor';

/** Where and by whom the story is played. */
export interface Stage {
  readonly origin: string;
  readonly accounts: readonly DemoAccount[];
  readonly say: (text: string) => void;
}

const FINISHED = new Set(['scored', 'rejected', 'failed', 'cancelled']);

/** The last Thursday before the presentations of 2020, as the course's card has it. */
const CLOSED_DAY_ZERO = '2020-11-19';

/**
 * The demo course of two terms, played through the front door: everything that is found half done is taken up where it
 * was, so that a start that was cut off does no harm.
 */
@Injectable()
export class Demo {
  private visitors = new Map<string, Visitor>();

  constructor(
    private readonly past: PastRepository,
    private readonly clock: Clock,
  ) {}

  async play(plan: Plan, stage: Stage): Promise<void> {
    const instructor = await this.visitor(stage, this.instructorOf(stage).email);
    const { timeZone, closedTerm } = plan.course;
    const closed = await this.course(plan, instructor, closedTerm);
    await this.people(plan, instructor, closed, true);
    const current = await this.course(plan, instructor, termOf(this.clock.now(), timeZone));
    await this.people(plan, instructor, current, false);
    await this.sameGroups(instructor, current, closed);

    const day = dayZero(this.clock.now(), timeZone);
    stage.say('the demo: datasets and challenges …');
    const challenges = await this.challenges(plan, instructor, current, plan.datasets, {
      opensAt: day,
      closesAt: day.plus({ days: 6 }).set({ hour: 23, minute: 59, second: 59 }),
    });
    stage.say('the demo: submissions, really run …');
    await this.submissions(plan, stage, current, challenges, plan.submissions.current);

    stage.say(`the demo: the course of ${closedTerm} …`);
    await this.closed(plan, stage, instructor, closed);
  }

  private instructorOf({ accounts }: Stage): DemoAccount {
    const found = accounts.find(({ role }) => role === 'instructor');
    if (!found) throw new Error('the demo has no instructor');
    return found;
  }

  private async visitor({ origin, accounts }: Stage, email: string): Promise<Visitor> {
    const known = this.visitors.get(email);
    if (known) return known;
    const account = accounts.find((each) => each.email === email);
    if (!account) throw new Error(`the demo has no ${email}`);
    const visitor = await Visitor.signIn(origin, email, account.password);
    this.visitors.set(email, visitor);
    return visitor;
  }

  private async course(plan: Plan, instructor: Visitor, term: string): Promise<string> {
    const { items } = await instructor.call(courseRoutes.mine);
    const found = items.find((course) => course.term === term);
    if (found) return found.id;
    const { title, programme, timeZone, scale, matrixOrientation } = plan.course;
    const { id } = await instructor.call(courseRoutes.create, {
      body: { title, programme, term, timeZone, scale, modules: plan.modules },
    });
    await instructor.call(courseRoutes.update, {
      params: { courseId: id },
      body: { matrixOrientation },
    });
    return id;
  }

  private async people(
    plan: Plan,
    instructor: Visitor,
    courseId: string,
    withGroups: boolean,
  ): Promise<void> {
    const lines = [
      ...plan.staff.map((person) => ({ ...person, group: '' })),
      ...plan.groups.flatMap(({ name, members }) =>
        members.map((person) => ({ ...person, role: 'student', group: withGroups ? name : '' })),
      ),
    ].map(({ email, givenName, familyName, role, group }) =>
      [email, givenName, familyName, role, group].join(','),
    );
    const csv = ['email,given_name,family_name,role,group', ...lines].join('\n');
    await instructor.send(
      memberRoutes.importRoster,
      { params: { courseId } },
      { name: 'lista.csv', bytes: Buffer.from(csv), fields: { apply: 'true' } },
    );
  }

  private async sameGroups(instructor: Visitor, courseId: string, from: string): Promise<void> {
    const { items } = await instructor.call(groupRoutes.list, { params: { courseId } });
    if (items.length > 0) return;
    await instructor.call(groupRoutes.copy, {
      params: { courseId },
      body: { fromCourseId: from, apply: true },
    });
  }

  /** By the dataset's key. The datasets are made ready side by side, and so are the challenges. */
  private async challenges(
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
  private async submissions(
    plan: Plan,
    stage: Stage,
    courseId: string,
    challenges: ReadonlyMap<string, Challenge>,
    entries: readonly Entry[],
  ): Promise<string[]> {
    const ids: string[] = [];
    for (const [at, entry] of entries.entries()) {
      const challenge = challenges.get(entry.dataset);
      if (!challenge) throw new Error(`the demo has no challenge on ${entry.dataset}`);
      const members = plan.groups.find(({ name }) => name === entry.group)?.members ?? [];
      const student = await this.visitor(stage, members[at % members.length]?.email ?? '');
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

  /** Submitted today, then told of 2020, closed and revealed. */
  private async closed(
    plan: Plan,
    stage: Stage,
    instructor: Visitor,
    courseId: string,
  ): Promise<void> {
    const entries = plan.submissions.closed;
    const used = new Set(entries.map(({ dataset }) => dataset));
    const datasets = plan.datasets.filter(({ key }) => used.has(key));
    const challenges = await this.challenges(plan, instructor, courseId, datasets, null);
    if ([...challenges.values()].every(({ revealedAt }) => revealedAt !== null)) return;
    const dayThen = DateTime.fromISO(CLOSED_DAY_ZERO, { zone: plan.course.timeZone });
    const open = [...challenges.values()].filter(({ closesAt }) => closesAt === null);
    if (open.length > 0) {
      const ids = await this.submissions(plan, stage, courseId, challenges, entries);
      const now = DateTime.fromJSDate(this.clock.now());
      await this.past.shift(
        courseId,
        Math.round(now.diff(dayThen.minus({ days: 14 })).as('seconds')),
      );
      for (const [i, id] of ids.entries())
        await this.past.received(
          id,
          dayThen.plus({ hours: 20 + i * 19, minutes: 7 * i }).toJSDate(),
        );
      for (const { id } of open)
        await this.past.window(
          id,
          dayThen.toJSDate(),
          dayThen.plus({ days: 6 }).set({ hour: 23, minute: 59, second: 59 }).toJSDate(),
        );
    }
    for (const { id, title } of challenges.values()) {
      await instructor.call(challengeRoutes.reveal, {
        params: { courseId, challengeId: id },
        body: { confirm: title },
      });
      await this.past.revealed(id, dayThen.plus({ days: 7, hours: 20 }).toJSDate());
    }
    await instructor.call(courseRoutes.update, { params: { courseId }, body: { archived: true } });
  }
}

/** The same for the same submission of the story, in the shape of a uuid. */
function keyOf(text: string): string {
  const hex = createHash('sha256').update(text).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
