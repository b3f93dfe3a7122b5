import { Injectable } from '@nestjs/common';

import { type MarkSource, type MarkedItem, exact, ratioOf } from '@holdout/grading';

import type { BookItem } from './line.rules';

type Source = Exclude<BookItem['source'], 'typed'>;

/** Who marks besides the gradebook. Each is asked; none pushes. */
@Injectable()
export class Sources {
  private readonly sources: ReadonlyMap<Source, MarkSource>;

  constructor() {
    this.sources = new Map();
  }

  async itemsOf(courseId: string): Promise<BookItem[]> {
    const told: BookItem[] = [];
    for (const [source, facade] of this.sources)
      told.push(...(await facade.marksOf(courseId)).map((item) => toItem(source, item)));
    return told;
  }
}

const toItem = (source: Source, item: MarkedItem): BookItem => ({
  id: item.itemId,
  kind: item.kind,
  title: item.title,
  maximum: item.maximum,
  by: item.by,
  source,
  extraCredit: false,
  published: item.published,
  deadline: item.deadline,
  removedAt: null,
  given: new Map(
    item.marks.map(({ subject, state, earned, lateSeconds }) => [
      'groupId' in subject ? subject.groupId : subject.memberId,
      { state, points: earned && ratioOf(exact(earned)), lateSeconds },
    ]),
  ),
});
