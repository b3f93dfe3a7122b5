import { Body, Controller, Param, Query } from '@nestjs/common';

import {
  type BodyOf,
  type ParamsOf,
  type QueryOf,
  type ResponseOf,
  gradeRoutes,
} from '@holdout/contracts';

import { Allow } from '../platform/auth/allow';
import { type CourseMember, Me } from '../platform/auth/caller';
import { Endpoint } from '../platform/http/endpoint';
import { Finals } from './finals.service';
import { GradesService } from './grades.service';
import { ItemsService } from './items.service';
import { MarksService } from './marks.service';

const { gradebook, person, group, adjust, createItem, updateItem, cell, change, undo } =
  gradeRoutes;
const { freeze, thaw, publishFinals } = gradeRoutes;

@Controller()
export class GradesController {
  constructor(
    private readonly grades: GradesService,
    private readonly items: ItemsService,
    private readonly marks: MarksService,
    private readonly finals: Finals,
  ) {}

  @Endpoint(gradebook)
  @Allow('staff')
  gradebook(
    @Me() me: CourseMember,
    @Query({ schema: gradebook.query }) { version }: QueryOf<typeof gradebook>,
  ): Promise<ResponseOf<typeof gradebook>> {
    return this.grades.book(me.courseId, version);
  }

  @Endpoint(person)
  @Allow('member')
  person(
    @Me() me: CourseMember,
    @Param({ schema: person.params }) { memberId }: ParamsOf<typeof person>,
    @Query({ schema: person.query }) { version }: QueryOf<typeof person>,
  ): Promise<ResponseOf<typeof person>> {
    return this.grades.person(me, memberId, version);
  }

  @Endpoint(group)
  @Allow('member')
  group(
    @Me() me: CourseMember,
    @Param({ schema: group.params }) { groupId }: ParamsOf<typeof group>,
    @Query({ schema: group.query }) { version }: QueryOf<typeof group>,
  ): Promise<ResponseOf<typeof group>> {
    return this.grades.group(me, groupId, version);
  }

  @Endpoint(adjust)
  @Allow('staff')
  adjust(
    @Me() me: CourseMember,
    @Param({ schema: adjust.params }) { memberId }: ParamsOf<typeof adjust>,
    @Body({ schema: adjust.body }) body: BodyOf<typeof adjust>,
  ): Promise<ResponseOf<typeof adjust>> {
    return this.marks.adjust(me, memberId, body);
  }

  @Endpoint(createItem)
  @Allow('staff')
  createItem(
    @Me() me: CourseMember,
    @Body({ schema: createItem.body }) body: BodyOf<typeof createItem>,
  ): Promise<ResponseOf<typeof createItem>> {
    return this.items.create(me, body);
  }

  @Endpoint(updateItem)
  @Allow('staff')
  updateItem(
    @Me() me: CourseMember,
    @Param({ schema: updateItem.params }) { itemId }: ParamsOf<typeof updateItem>,
    @Body({ schema: updateItem.body }) body: BodyOf<typeof updateItem>,
  ): Promise<ResponseOf<typeof updateItem>> {
    return this.items.update(me, itemId, body);
  }

  @Endpoint(cell)
  @Allow('staff')
  cell(
    @Me() me: CourseMember,
    @Param({ schema: cell.params }) { itemId, subjectId }: ParamsOf<typeof cell>,
  ): Promise<ResponseOf<typeof cell>> {
    return this.marks.panel(me, itemId, subjectId);
  }

  @Endpoint(change)
  @Allow('staff')
  change(
    @Me() me: CourseMember,
    @Param({ schema: change.params }) { itemId, subjectId }: ParamsOf<typeof change>,
    @Body({ schema: change.body }) body: BodyOf<typeof change>,
  ): Promise<ResponseOf<typeof change>> {
    return this.marks.change(me, itemId, subjectId, body);
  }

  @Endpoint(undo)
  @Allow('staff')
  undo(
    @Me() me: CourseMember,
    @Param({ schema: undo.params }) { changeId }: ParamsOf<typeof undo>,
  ): Promise<ResponseOf<typeof undo>> {
    return this.marks.undo(me, changeId);
  }

  @Endpoint(freeze)
  @Allow('instructor')
  freeze(@Me() me: CourseMember): Promise<ResponseOf<typeof freeze>> {
    return this.finals.freeze(me);
  }

  @Endpoint(thaw)
  @Allow('instructor')
  thaw(
    @Me() me: CourseMember,
    @Body({ schema: thaw.body }) { reason }: BodyOf<typeof thaw>,
  ): Promise<ResponseOf<typeof thaw>> {
    return this.finals.thaw(me, reason);
  }

  @Endpoint(publishFinals)
  @Allow('instructor')
  publishFinals(@Me() me: CourseMember): Promise<ResponseOf<typeof publishFinals>> {
    return this.finals.publish(me);
  }
}
