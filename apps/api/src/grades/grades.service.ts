import { Injectable } from '@nestjs/common';

import type { GradeLine, Gradebook } from '@holdout/contracts';

import { type CourseMember, isStaff } from '../platform/auth/caller';
import { notFound } from '../platform/domain-error';
import { toGradebook, toLine } from './book.mapper';
import { type AskedVersion, type Book, Books } from './books.service';
import { Finals } from './finals.service';

/** Grades as they are read: the whole book by staff, one's own line by a student. */
@Injectable()
export class GradesService {
  constructor(
    private readonly books: Books,
    private readonly finals: Finals,
  ) {}

  async book(courseId: string, asked: AskedVersion): Promise<Gradebook> {
    const [book, freeze] = await Promise.all([
      this.books.read(courseId, 'staff', asked),
      this.finals.find(courseId),
    ]);
    return toGradebook(book, freeze);
  }

  async person(me: CourseMember, memberId: string, asked: AskedVersion): Promise<GradeLine> {
    if (!isStaff(me) && memberId !== me.memberId) throw notFound();
    const book = await this.bookFor(me, asked);
    const student = book.facts.students.find((each) => each.memberId === memberId);
    if (!student) throw notFound();
    const published = await this.finals.publishedOf(me.courseId, memberId);
    return toLine(book, { memberId }, `${student.givenName} ${student.familyName}`, published);
  }

  async group(me: CourseMember, groupId: string, asked: AskedVersion): Promise<GradeLine> {
    if (!isStaff(me) && groupId !== me.group?.id) throw notFound();
    const book = await this.bookFor(me, asked);
    const group = book.facts.groups.find(({ id }) => id === groupId);
    if (!group) throw notFound();
    return toLine(book, { groupId }, group.name, null);
  }

  /** What is not published yet is not a student's to see. */
  private bookFor(me: CourseMember, asked: AskedVersion): Promise<Book> {
    if (isStaff(me)) return this.books.read(me.courseId, 'staff', asked);
    if (asked === 'draft') throw notFound();
    return this.books.read(me.courseId, 'student', asked);
  }
}
