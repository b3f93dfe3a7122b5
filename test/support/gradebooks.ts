import {
  type GradeItem,
  type MarkDeed,
  Gradebook,
  type GradingPolicy,
  gradeRoutes,
} from '@holdout/contracts';

import type { TestApp } from './app';
import type { Enrolled, Person } from './world';

/** A gradebook and who types into it, through the front door. */
export class ABook {
  constructor(
    private readonly t: TestApp,
    readonly courseId: string,
    readonly staff: Person,
  ) {}

  get path(): string {
    return `/api/courses/${this.courseId}/grades`;
  }

  async read(query = ''): Promise<Gradebook> {
    return Gradebook.parse(
      (
        await this.t
          .as(this.staff)
          .get(this.path + query)
          .expect(200)
      ).body,
    );
  }

  async item(
    kind: GradeItem['kind'],
    given: Partial<{
      title: string;
      maximum: string;
      deadline: string | null;
      by: 'group' | 'member';
      extraCredit: boolean;
      published: boolean;
    }> = {},
  ): Promise<GradeItem> {
    const { published = true, ...fields } = given;
    const made = gradeRoutes.createItem.response.parse(
      (
        await this.t
          .as(this.staff)
          .post(`${this.path}/items`)
          .send({ kind, title: kind, maximum: '10', deadline: null, by: 'group', ...fields })
          .expect(201)
      ).body,
    );
    if (published) await this.publish(made.id);
    return { ...made, published };
  }

  async publish(itemId: string, published = true): Promise<void> {
    await this.t
      .as(this.staff)
      .patch(`${this.path}/items/${itemId}`)
      .send({ published })
      .expect(200);
  }

  markPath(itemId: string, subjectId: string): string {
    return `${this.path}/items/${itemId}/marks/${subjectId}`;
  }

  /** Answers the change, whatever version the mark is at. */
  async mark(itemId: string, subjectId: string, change: MarkDeed, who: Person = this.staff) {
    const path = this.markPath(itemId, subjectId);
    const { body } = await this.t.as(who).get(path).expect(200);
    const { version } = gradeRoutes.cell.response.parse(body).typed;
    const answer = await this.t.as(who).put(path).send({ version, change }).expect(200);
    return gradeRoutes.change.response.parse(answer.body);
  }

  /** `8`, `excused`, `missing` or nothing yet. */
  async type(itemId: string, subjectId: string, text: string): Promise<void> {
    if (text === 'excused') await this.mark(itemId, subjectId, { deed: 'excuse' });
    else if (text === 'missing') await this.mark(itemId, subjectId, { deed: 'missing' });
    else await this.mark(itemId, subjectId, { deed: 'set', points: text });
  }

  async policies() {
    return gradeRoutes.policies.response.parse(
      (await this.t.as(this.staff).get(`${this.path}/policy`).expect(200)).body,
    );
  }

  /** Changes the draft, or the proposal, and publishes it. */
  async publishPolicy(change: (policy: GradingPolicy) => GradingPolicy = (same) => same) {
    const { draft } = await this.policies();
    const put = await this.t
      .as(this.staff)
      .put(`${this.path}/policy/draft`)
      .send({ policy: change(draft!.policy), revision: draft!.revision })
      .expect(200);
    const { revision } = gradeRoutes.policies.response.parse(put.body).draft!;
    await this.t
      .as(this.staff)
      .post(`${this.path}/policy/publish`)
      .send({ revision, reason: 'Acordada en clase' })
      .expect(201);
  }

  async lineOf(who: Person, memberId: string, query = '') {
    const { body } = await this.t
      .as(who)
      .get(`${this.path}/people/${memberId}${query}`)
      .expect(200);
    return gradeRoutes.person.response.parse(body);
  }
}

/** A course with an instructor, an assistant and groups of one student each. */
export async function aCourseWithGroups(t: TestApp, names: readonly string[]) {
  const courseId = await t.world.aCourse();
  const instructor = await t.world.aMember(courseId, 'instructor');
  const assistant = await t.world.aMember(courseId, 'assistant');
  const groups: { id: string; name: string; student: Enrolled }[] = [];
  for (const name of names) {
    const student = await t.world.aMember(courseId, 'student');
    groups.push({ id: await t.world.aGroup(courseId, [student], name), name, student });
  }
  return { courseId, instructor, assistant, groups, book: new ABook(t, courseId, instructor) };
}
