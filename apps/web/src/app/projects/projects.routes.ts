import type { Routes } from '@angular/router';

import { texts } from '../core/languages';

/** Below `/courses/:courseId/projects`. */
export const projectRoutes: Routes = [
  {
    path: '',
    ...texts('projects', 'challenges', 'datasets', 'metric'),
    children: [
      {
        path: '',
        pathMatch: 'full',
        title: 'projects.title',
        loadComponent: async () => (await import('./projects-page')).ProjectsPage,
      },
    ],
  },
];
