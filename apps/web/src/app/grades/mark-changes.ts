import { DOCUMENT, DestroyRef, Service, inject, signal } from '@angular/core';
import { TranslocoService } from '@jsverse/transloco';

import { type MarkDeed, type ResponseOf, gradeRoutes } from '@holdout/contracts';

import { Api } from '../core/api';
import { CurrentCourse } from '../core/current-course';
import { Languages } from '../core/languages';
import { Confirm } from '../ui/confirm';
import { Toast } from '../ui/toast';
import { pointsText } from './grade-text';

type Changed = ResponseOf<typeof gradeRoutes.change>;

/** Which mark, and how it is called on the page. */
export interface MarkPlace {
  readonly itemId: string;
  readonly subjectId: string;
  readonly version: number;
  readonly item: string;
  readonly who: string;
}

/** Changes marks: each with a way back, an override with its reason. `then` hears of a change and of its undoing. */
@Service({ autoProvided: false })
export class MarkChanges {
  private readonly api = inject(Api);
  private readonly toast = inject(Toast);
  private readonly confirm = inject(Confirm);
  private readonly transloco = inject(TranslocoService);
  private readonly languages = inject(Languages);
  private readonly current = inject(CurrentCourse);
  private readonly sending = signal(0);
  /** So many changes are on their way; who leaves meanwhile is asked. */
  readonly pending = this.sending.asReadonly();

  constructor() {
    const window = inject(DOCUMENT).defaultView;
    const stay = (event: BeforeUnloadEvent) => {
      if (this.sending() > 0) event.preventDefault();
    };
    window?.addEventListener('beforeunload', stay);
    inject(DestroyRef).onDestroy(() => {
      window?.removeEventListener('beforeunload', stay);
    });
  }

  async change(
    place: MarkPlace,
    change: MarkDeed,
    then: (changed: Changed) => void,
  ): Promise<boolean> {
    const { itemId, subjectId, version, item, who } = place;
    this.sending.update((n) => n + 1);
    return this.toast.attempt(async () => {
      const changed = await this.api
        .send(gradeRoutes.change, {
          params: { courseId: this.current.id(), itemId, subjectId },
          body: { version, change },
        })
        .finally(() => {
          this.sending.update((n) => n - 1);
        });
      then(changed);
      this.toast.offerUndo(`grades.changed.${change.deed}`, { item, who }, async () => {
        then(
          await this.api.send(gradeRoutes.undo, {
            params: { courseId: this.current.id(), changeId: changed.changeId },
          }),
        );
      });
    });
  }

  /** Asks for the reason first; no reason, no change. */
  async override(
    place: MarkPlace,
    points: string,
    then: (changed: Changed) => void,
  ): Promise<boolean> {
    const t = (key: string) =>
      this.transloco.translate(`grades.override.${key}`, {
        item: place.item,
        who: place.who,
        points: pointsText(points, this.languages.locale()),
      });
    const reason = await this.confirm.reason({
      title: t('ask'),
      text: t('text'),
      deed: t('deed'),
      why: { label: t('why') },
    });
    if (reason === undefined) return false;
    return this.change(place, { deed: 'override', points, reason: reason.slice(0, 500) }, then);
  }
}
