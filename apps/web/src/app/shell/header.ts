import { Component, computed, inject } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { MatButton, MatIconButton } from '@angular/material/button';
import { MatMenu, MatMenuItem, MatMenuTrigger } from '@angular/material/menu';
import { MatDivider } from '@angular/material/divider';
import { NavigationEnd, Router, RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { filter, map } from 'rxjs';

import { courseRoutes } from '@holdout/contracts';

import { Api } from '../core/api';
import { type Language, Languages } from '../core/languages';
import { Session } from '../core/session';
import { Theme, type ThemeChoice } from '../core/theme';
import { Icon, type IconName } from '../ui/icon';
import { Shortcuts } from '../ui/shortcuts';
import { Toast } from '../ui/toast';
import { InboxBell } from './inbox-bell';

const THEMES: readonly { choice: ThemeChoice; icon: IconName }[] = [
  { choice: 'system', icon: 'system' },
  { choice: 'light', icon: 'sun' },
  { choice: 'dark', icon: 'moon' },
];

/** Which course, which language, light or dark, and who I am. */
@Component({
  selector: 'app-header',
  imports: [
    Icon,
    InboxBell,
    MatButton,
    MatDivider,
    MatIconButton,
    MatMenu,
    MatMenuItem,
    MatMenuTrigger,
    RouterLink,
    TranslocoDirective,
  ],
  templateUrl: './header.html',
  styleUrl: './header.scss',
})
export class Header {
  private readonly router = inject(Router);
  private readonly languages = inject(Languages);
  private readonly toast = inject(Toast);
  protected readonly session = inject(Session);
  protected readonly theme = inject(Theme);
  protected readonly shortcuts = inject(Shortcuts);
  protected readonly themes = THEMES;
  protected readonly language = this.languages.language;
  protected readonly otherLanguage = computed<Language>(() =>
    this.language() === 'es' ? 'en' : 'es',
  );

  private readonly url = toSignal(
    this.router.events.pipe(
      filter((event) => event instanceof NavigationEnd),
      map(({ urlAfterRedirects }) => urlAfterRedirects),
    ),
    { initialValue: '' },
  );
  protected readonly initials = computed(() => {
    const account = this.session.account();
    return `${account?.givenName.charAt(0) ?? ''}${account?.familyName.charAt(0) ?? ''}`;
  });
  private readonly courseId = computed(() => /^\/courses\/([0-9a-f-]{36})/.exec(this.url())?.[1]);

  protected readonly atTheDoor = computed(() => this.url().startsWith('/sign-in'));

  protected readonly list = inject(Api).read(courseRoutes.mine, () =>
    this.session.account() ? {} : undefined,
  );
  protected readonly courses = computed(() =>
    (this.list.hasValue() ? this.list.value().items : []).filter(
      ({ archivedAt, id }) => archivedAt === null || id === this.courseId(),
    ),
  );
  protected readonly current = computed(() =>
    this.courses().find(({ id }) => id === this.courseId()),
  );
  protected readonly themeIcon = computed(
    () => THEMES.find(({ choice }) => choice === this.theme.choice())?.icon ?? 'system',
  );

  protected async speak(language: Language): Promise<void> {
    await this.toast.attempt(() => this.session.switchLanguage(language));
  }

  protected async signOut(): Promise<void> {
    await this.toast.attempt(async () => {
      await this.session.signOut();
      await this.router.navigateByUrl('/sign-in');
    });
  }
}
