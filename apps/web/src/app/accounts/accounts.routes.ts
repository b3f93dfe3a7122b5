import type { Routes } from '@angular/router';

import { texts } from '../core/languages';
import { greeted, signedIn } from '../core/session';
import { outlinedFields } from '../ui/outlined-fields';

export const accountRoutes: Routes = [
  {
    path: '',
    providers: [outlinedFields],
    ...texts('accounts'),
    children: [
      {
        path: 'sign-in',
        title: 'accounts.signIn.title',
        canActivate: [greeted],
        loadComponent: async () => (await import('./sign-in')).SignIn,
      },
      {
        path: 'forgot-password',
        title: 'accounts.forgot.title',
        canActivate: [greeted],
        loadComponent: async () => (await import('./forgot-password')).ForgotPassword,
      },
      {
        path: 'links/:token',
        loadComponent: async () => (await import('./link-page')).LinkPage,
      },
      {
        path: 'account',
        ...texts('inbox'),
        title: 'accounts.mine.title',
        canActivate: [signedIn],
        loadComponent: async () => (await import('./account-page')).AccountPage,
      },
      {
        path: 'accounts',
        title: 'accounts.all.title',
        canActivate: [signedIn],
        loadComponent: async () => (await import('./account-list')).AccountList,
      },
    ],
  },
];
