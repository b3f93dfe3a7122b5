import type { Routes } from '@angular/router';

import { texts } from '../core/languages';

/** Below `/courses/:courseId/projects`. */
export const projectRoutes: Routes = [
  {
    path: '',
    ...texts('projects', 'board', 'challenges', 'datasets', 'metric', 'submissions'),
    children: [
      {
        path: '',
        pathMatch: 'full',
        title: 'projects.title',
        loadComponent: async () => (await import('./projects-page')).ProjectsPage,
      },
      {
        path: ':groupId',
        title: 'board.page',
        loadComponent: async () => (await import('../board/project-page')).ProjectPage,
      },
    ],
  },
];
