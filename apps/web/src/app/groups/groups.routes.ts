import type { Routes } from '@angular/router';

import { texts } from '../core/languages';

/** Below `/courses/:courseId/groups`. */
export const groupRoutes: Routes = [
  {
    path: '',
    ...texts('groups'),
    children: [
      {
        path: '',
        pathMatch: 'full',
        title: 'groups.title',
        loadComponent: async () => (await import('./group-list')).GroupList,
      },
      {
        path: 'random',
        title: 'groups.random.title',
        loadComponent: async () => (await import('./random-groups')).RandomGroups,
      },
      {
        path: 'copy',
        title: 'groups.copy.title',
        loadComponent: async () => (await import('./copied-groups')).CopiedGroups,
      },
      {
        path: 'history',
        title: 'groups.history.title',
        loadComponent: async () => (await import('./membership-history')).MembershipHistory,
      },
    ],
  },
];
