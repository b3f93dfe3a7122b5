import type { Routes } from '@angular/router';

import { texts } from '../core/languages';

export const gradeRoutes: Routes = [
  {
    path: '',
    ...texts('grades'),
    children: [
      {
        path: '',
        pathMatch: 'full',
        title: 'grades.title',
        loadComponent: async () => (await import('./grades-home')).GradesHome,
      },
      {
        path: 'people/:memberId',
        title: 'grades.receipt.title',
        loadComponent: async () => (await import('./line-page')).LinePage,
      },
      {
        path: 'of-group/:groupId',
        title: 'grades.receipt.title',
        loadComponent: async () => (await import('./line-page')).LinePage,
      },
    ],
  },
];
