import { Component, computed, inject, input } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatFormField, MatLabel } from '@angular/material/form-field';
import { MatOption, MatSelect } from '@angular/material/select';
import { Router, RouterLink } from '@angular/router';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';

import type { Overview } from '@holdout/contracts';

import { CurrentCourse } from '../core/current-course';
import { Icon } from '../ui/icon';
import { When } from '../ui/when';
import { Messages } from './message-dialog';

const PLACES = { challenge: 'challenges', quiz: 'quizzes' } as const;
/** In a zone of its own, a day without an hour is the same for every reader. */
const DAY_ZONE = 'UTC';

/** What asks for somebody: who is late, who is silent, what waits for a mark; each leads there, or to those concerned. */
@Component({
  selector: 'app-concerns',
  imports: [
    Icon,
    MatButton,
    MatFormField,
    MatLabel,
    MatOption,
    MatSelect,
    RouterLink,
    TranslocoDirective,
    When,
  ],
  templateUrl: './concerns.html',
  styleUrl: './concerns.scss',
})
export class Concerns {
  private readonly current = inject(CurrentCourse);
  private readonly messages = inject(Messages);
  private readonly router = inject(Router);
  private readonly transloco = inject(TranslocoService);
  readonly overview = input.required<Overview>();
  readonly silentDays = input.required<number>();
  protected readonly choices = [3, 7, 14, 30] as const;
  protected readonly dayZone = DAY_ZONE;
  protected readonly zone = computed(() => this.current.course()?.timeZone);

  private readonly people = computed(
    () => new Map(this.overview().people.map((person) => [person.memberId, person])),
  );
  protected readonly silent = computed(() =>
    this.overview().silent.map((each) => ({
      ...each,
      person: this.people().get(each.memberId),
    })),
  );

  protected named(memberIds: readonly string[]) {
    return memberIds.flatMap((id) => this.people().get(id) ?? []);
  }

  protected link(...path: string[]): string[] {
    return ['/courses', this.current.id(), ...path];
  }

  protected placeOf({ kind, id }: Pick<Overview['next'][number], 'kind' | 'id'>): string[] {
    return kind === 'activity' ? this.link('schedule') : this.link(PLACES[kind], id);
  }

  protected choose(silentDays: number): void {
    void this.router.navigate([], { queryParams: { silentDays }, queryParamsHandling: 'merge' });
  }

  /** What a button of many says to who hears it alone. */
  protected to(about: string): string {
    return `${this.transloco.translate('overview.write.deed')}: ${about}`;
  }

  protected write(
    about: 'late' | 'silent',
    memberIds: readonly string[],
    facts: Record<string, unknown>,
  ): Promise<void> {
    return this.messages.write(this.current.id(), about, this.named(memberIds), facts);
  }

  protected writeToSilent(): Promise<void> {
    return this.write(
      'silent',
      this.overview().silent.map(({ memberId }) => memberId),
      { course: this.current.course()?.title },
    );
  }
}
