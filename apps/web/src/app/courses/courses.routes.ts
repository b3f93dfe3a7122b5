import type { Routes } from '@angular/router';

import { texts } from '../core/languages';

/** Below `/courses`. What a course holds hangs below its frame; each feature owns its routes. */
export const courseRoutes: Routes = [
  {
    path: '',
    ...texts('courses'),
    children: [
      {
        path: '',
        pathMatch: 'full',
        title: 'courses.mine.title',
        loadComponent: async () => (await import('./course-list')).CourseList,
      },
      {
        path: ':courseId',
        loadComponent: async () => (await import('./course-frame')).CourseFrame,
        children: [
          {
            path: '',
            pathMatch: 'full',
            loadComponent: async () => (await import('./course-home')).CourseHome,
          },
          {
            path: 'datasets',
            loadChildren: async () => (await import('../datasets/datasets.routes')).datasetRoutes,
          },
          {
            path: 'challenges/:challengeId/leaderboard',
            loadChildren: async () =>
              (await import('../leaderboard/leaderboard.routes')).leaderboardRoutes,
          },
          {
            path: 'challenges/:challengeId',
            loadChildren: async () =>
              (await import('../submissions/submissions.routes')).challengeSubmissionRoutes,
          },
          {
            path: 'challenges',
            loadChildren: async () =>
              (await import('../challenges/challenges.routes')).challengeRoutes,
          },
          {
            path: 'submissions',
            loadChildren: async () =>
              (await import('../submissions/submissions.routes')).submissionRoutes,
          },
          {
            path: '**',
            title: 'ui.notFound.title',
            loadComponent: async () => (await import('../shell/not-found')).NotFound,
          },
        ],
      },
    ],
  },
];
