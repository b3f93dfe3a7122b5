import { Component, computed, inject, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatCheckbox } from '@angular/material/checkbox';
import { MatMenu, MatMenuItem, MatMenuTrigger } from '@angular/material/menu';
import { RouterLink } from '@angular/router';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';

import { type Group, courseRoutes, groupRoutes } from '@holdout/contracts';

import { Api } from '../core/api';
import { CurrentCourse } from '../core/current-course';
import { Languages } from '../core/languages';
import { ViewAs } from '../core/view-as';
import { Confirm } from '../ui/confirm';
import { EmptyState } from '../ui/empty-state';
import { ErrorState } from '../ui/error-state';
import { Icon } from '../ui/icon';
import { Notice } from '../ui/notice';
import { PageHeader } from '../ui/page-header';
import { Skeleton } from '../ui/skeleton';
import { Toast } from '../ui/toast';
import { GroupCard } from './group-card';
import { GroupForm } from './group-form';
import { JoinGroup } from './join-group';

/** The groups and who is in none. Staff form them; students join by code where the groups are open. */
@Component({
  selector: 'app-group-list',
  imports: [
    EmptyState,
    ErrorState,
    GroupCard,
    GroupForm,
    Icon,
    JoinGroup,
    MatButton,
    MatCheckbox,
    MatMenu,
    MatMenuItem,
    MatMenuTrigger,
    Notice,
    PageHeader,
    RouterLink,
    Skeleton,
    TranslocoDirective,
  ],
  templateUrl: './group-list.html',
  styleUrl: './group-list.scss',
})
export class GroupList {
  private readonly api = inject(Api);
  private readonly toast = inject(Toast);
  private readonly confirm = inject(Confirm);
  private readonly transloco = inject(TranslocoService);
  private readonly languages = inject(Languages);
  private readonly viewAs = inject(ViewAs);
  protected readonly current = inject(CurrentCourse);

  protected readonly list = this.api.read(groupRoutes.list, () => ({
    params: { courseId: this.current.id() },
  }));
  private readonly page = computed(() => (this.list.hasValue() ? this.list.value() : undefined));
  protected readonly isOpen = computed(() => this.page()?.open === true);
  protected readonly mine = computed(() => this.current.group());
  protected readonly readOnly = computed(() => this.viewAs.group() !== undefined);
  protected readonly mayForm = computed(() => this.current.staff() && !this.readOnly());
  protected readonly mayJoin = computed(
    () => this.current.role() === 'student' && this.isOpen() && !this.readOnly(),
  );
  protected readonly groups = computed(() => {
    const collator = new Intl.Collator(this.languages.locale(), { numeric: true });
    const mine = this.mine()?.id;
    return [...(this.page()?.items ?? [])].sort(
      (a, b) => Number(b.id === mine) - Number(a.id === mine) || collator.compare(a.name, b.name),
    );
  });
  protected readonly withoutGroup = computed(() => this.page()?.withoutGroup ?? []);
  /** The group that is edited; null: a new one. */
  protected readonly editing = signal<Group | null | undefined>(undefined);
  protected readonly people = computed(() => [
    ...this.withoutGroup().map((person) => ({ ...person, group: null })),
    ...this.groups().flatMap(({ id, name, members }) =>
      members.map((person) => ({ ...person, group: { id, name } })),
    ),
  ]);

  protected changed(): void {
    this.editing.set(undefined);
    this.list.reload();
    this.current.reload();
  }

  protected async setOpen(open: boolean): Promise<void> {
    await this.toast.attempt(() =>
      this.api.send(courseRoutes.update, {
        params: { courseId: this.current.id() },
        body: { groupsOpen: open },
      }),
    );
    this.changed();
  }

  protected async remove(group: Group): Promise<void> {
    const t = (key: string) =>
      this.transloco.translate(`groups.remove.${key}`, {
        name: group.name,
        count: group.members.length,
      });
    const sure = await this.confirm.ask({
      title: t('ask'),
      losses: [t('members'), t('code')],
      deed: t('deed'),
      grave: true,
    });
    if (!sure) return;
    const done = await this.toast.attempt(() =>
      this.api.send(groupRoutes.remove, { params: this.paramsOf(group) }),
    );
    if (done)
      this.toast.offerUndo('groups.remove.done', { name: group.name }, async () => {
        await this.api.send(groupRoutes.restore, { params: this.paramsOf(group) });
        this.changed();
      });
    this.changed();
  }

  protected async renewCode(group: Group): Promise<void> {
    const done = await this.toast.attempt(() =>
      this.api.send(groupRoutes.renewCode, { params: this.paramsOf(group) }),
    );
    if (done) this.toast.say('groups.codeRenewed', { name: group.name });
    this.list.reload();
  }

  protected async leave(): Promise<void> {
    const t = (key: string) =>
      this.transloco.translate(`groups.leave.${key}`, { name: this.mine()?.name });
    if (!(await this.confirm.ask({ title: t('ask'), text: t('text'), deed: t('deed') }))) return;
    await this.toast.attempt(() =>
      this.api.send(groupRoutes.leave, { params: { courseId: this.current.id() } }),
    );
    this.changed();
  }

  private paramsOf({ id }: Group) {
    return { courseId: this.current.id(), groupId: id };
  }
}
