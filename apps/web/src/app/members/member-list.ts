import { Component, computed, inject, input, signal } from '@angular/core';
import { MatButton, MatIconButton } from '@angular/material/button';
import { MatFormField, MatInput, MatLabel } from '@angular/material/input';
import { MatMenu, MatMenuItem, MatMenuTrigger } from '@angular/material/menu';
import { MatOption, MatSelect } from '@angular/material/select';
import { Router, RouterLink } from '@angular/router';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';

import { type Member, Role, memberRoutes } from '@holdout/contracts';

import { Api } from '../core/api';
import { CurrentCourse } from '../core/current-course';
import { Languages } from '../core/languages';
import { ViewAs } from '../core/view-as';
import { Confirm } from '../ui/confirm';
import { EmptyState } from '../ui/empty-state';
import { ErrorState } from '../ui/error-state';
import { Icon } from '../ui/icon';
import { PageHeader } from '../ui/page-header';
import { Skeleton } from '../ui/skeleton';
import { Toast } from '../ui/toast';
import { When } from '../ui/when';
import { nameOf, shownMembers } from './member-filter';
import { type Invitation, InvitationNotice } from './invitation-notice';
import { NewMember } from './new-member';

/** Who is in the course: found by name, group or role; the instructor adds, changes and takes out. */
@Component({
  selector: 'app-member-list',
  imports: [
    EmptyState,
    ErrorState,
    Icon,
    InvitationNotice,
    MatButton,
    MatFormField,
    MatIconButton,
    MatInput,
    MatLabel,
    MatMenu,
    MatMenuItem,
    MatMenuTrigger,
    MatOption,
    MatSelect,
    NewMember,
    PageHeader,
    RouterLink,
    Skeleton,
    TranslocoDirective,
    When,
  ],
  templateUrl: './member-list.html',
  styleUrl: './member-list.scss',
})
export class MemberList {
  private readonly api = inject(Api);
  private readonly router = inject(Router);
  private readonly toast = inject(Toast);
  private readonly confirm = inject(Confirm);
  private readonly transloco = inject(TranslocoService);
  private readonly languages = inject(Languages);
  private readonly viewAs = inject(ViewAs);
  protected readonly current = inject(CurrentCourse);
  /** Of the address. */
  readonly q = input<string>();
  readonly role = input<string>();

  protected readonly roles = Role.options;
  protected readonly list = this.api.read(memberRoutes.list, () => ({
    params: { courseId: this.current.id() },
  }));
  private readonly all = computed(() => (this.list.hasValue() ? this.list.value().items : []));
  protected readonly total = computed(() => this.all().length);
  protected readonly chosenRole = computed(() => Role.safeParse(this.role()).data ?? null);
  protected readonly shown = computed(() =>
    shownMembers(
      this.all(),
      { text: this.q() ?? '', role: this.chosenRole() },
      this.languages.locale(),
    ),
  );
  protected readonly mayChange = computed(
    () => this.current.instructor() && this.viewAs.group() === undefined,
  );
  protected readonly exportUrl = computed(() =>
    this.api.fileUrl(memberRoutes.exportCsv, {
      params: { courseId: this.current.id() },
      query: this.languages.language() === 'es' ? { bom: 'true', delimiter: ';' } : {},
    }),
  );
  protected readonly adding = signal(false);
  protected readonly invitation = signal<Invitation | undefined>(undefined);
  protected readonly nameOf = nameOf;

  protected async filter(change: { q?: string | null; role?: Role | null }): Promise<void> {
    await this.router.navigate([], {
      queryParams: change,
      queryParamsHandling: 'merge',
      replaceUrl: true,
    });
  }

  protected added({ member, invitation }: { member: Member; invitation: string | null }): void {
    this.adding.set(false);
    this.list.reload();
    if (invitation === null) this.toast.say('members.added', { name: nameOf(member) });
    else this.invitation.set({ name: nameOf(member), url: invitation, until: null });
  }

  protected async setRole(member: Member, role: Role): Promise<void> {
    if (role === member.role) return;
    const change = (to: Role) =>
      this.api.send(memberRoutes.update, { params: this.paramsOf(member), body: { role: to } });
    const done = await this.toast.attempt(() => change(role));
    this.list.reload();
    if (!done) return;
    this.toast.offerUndo('members.roleChanged', { name: nameOf(member) }, async () => {
      await change(member.role);
      this.list.reload();
    });
  }

  protected async remove(member: Member): Promise<void> {
    const t = (key: string) =>
      this.transloco.translate(`members.remove.${key}`, { name: nameOf(member) });
    const sure = await this.confirm.ask({
      title: t('ask'),
      text: t('text'),
      deed: t('deed'),
      grave: true,
    });
    if (!sure) return;
    const params = this.paramsOf(member);
    const done = await this.toast.attempt(() => this.api.send(memberRoutes.remove, { params }));
    this.list.reload();
    if (!done) return;
    this.toast.offerUndo('members.remove.done', { name: nameOf(member) }, async () => {
      await this.api.send(memberRoutes.restore, { params });
      this.list.reload();
    });
  }

  protected async invite(member: Member): Promise<void> {
    await this.toast.attempt(async () => {
      const { url, expiresAt } = await this.api.send(memberRoutes.invite, {
        params: this.paramsOf(member),
      });
      this.invitation.set({ name: nameOf(member), url, until: expiresAt });
    });
  }

  private paramsOf({ id }: Member) {
    return { courseId: this.current.id(), memberId: id };
  }
}
