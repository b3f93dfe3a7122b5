import type { Routes } from '@angular/router';

import { signedIn } from './core/session';

/** Each feature owns its routes file; here is only where it hangs. */
export const routes: Routes = [
  { path: '', pathMatch: 'full', redirectTo: 'courses' },
  {
    path: 'courses',
    canActivate: [signedIn],
    loadChildren: async () => (await import('./courses/courses.routes')).courseRoutes,
  },
  {
    path: 'inbox',
    canActivate: [signedIn],
    loadChildren: async () => (await import('./inbox/inbox.routes')).inboxRoutes,
  },
  {
    path: 'boards',
    loadChildren: async () => (await import('./leaderboard/leaderboard.routes')).guestRoutes,
  },
  {
    path: 'system',
    canActivate: [signedIn],
    loadChildren: async () => (await import('./overview/overview.routes')).systemRoutes,
  },
  {
    path: '',
    loadChildren: async () => (await import('./accounts/accounts.routes')).accountRoutes,
  },
  {
    path: '**',
    title: 'ui.notFound.title',
    loadComponent: async () => (await import('./shell/not-found')).NotFound,
  },
];
