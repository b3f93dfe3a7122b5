import type { Routes } from '@angular/router';

import { texts } from '../core/languages';

/** Below `/courses/:courseId/people`. */
export const memberRoutes: Routes = [
  {
    path: '',
    ...texts('members'),
    children: [
      {
        path: '',
        pathMatch: 'full',
        title: 'members.title',
        loadComponent: async () => (await import('./member-list')).MemberList,
      },
      {
        path: 'import',
        title: 'members.import.title',
        loadComponent: async () => (await import('./roster-import')).RosterImportPage,
      },
    ],
  },
];
