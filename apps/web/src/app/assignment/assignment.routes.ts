import type { Routes } from '@angular/router';

import { texts } from '../core/languages';

/** Below `/courses/:courseId/assignment`. */
export const assignmentRoutes: Routes = [
  {
    path: '',
    ...texts('assignment', 'projects', 'challenges', 'datasets', 'metric'),
    children: [
      {
        path: '',
        pathMatch: 'full',
        title: 'assignment.title',
        loadComponent: async () => (await import('./assignment-page')).AssignmentPage,
      },
      {
        path: 'catalogue',
        title: 'assignment.catalogue.title',
        loadComponent: async () => (await import('./catalogue-page')).CataloguePage,
      },
    ],
  },
];
