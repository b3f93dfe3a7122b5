import type { Routes } from '@angular/router';

import { texts } from '../core/languages';

/** Below `/courses/:courseId/challenges`: '', 'new', ':challengeId' and ':challengeId/edit'. */
export const challengeRoutes: Routes = [
  {
    path: '',
    ...texts('challenges', 'metric', 'leak', 'datasets', 'submissions'),
    children: [
      {
        path: '',
        title: 'challenges.title',
        loadComponent: async () => (await import('./challenge-list')).ChallengeList,
      },
      {
        path: 'new',
        title: 'challenges.new.title',
        loadComponent: async () => (await import('./new-challenge')).NewChallenge,
      },
      {
        path: ':challengeId',
        title: 'challenges.title',
        loadComponent: async () => (await import('./challenge-page')).ChallengePage,
      },
      {
        path: ':challengeId/edit',
        title: 'challenges.edit.title',
        loadComponent: async () => (await import('./edit-challenge')).EditChallenge,
      },
    ],
  },
];
