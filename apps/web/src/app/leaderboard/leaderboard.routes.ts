import type { Routes } from '@angular/router';

import { texts } from '../core/languages';

/** Below `/courses/:courseId/challenges/:challengeId/leaderboard`: ''. */
export const leaderboardRoutes: Routes = [
  {
    path: '',
    ...texts('leaderboard', 'metric'),
    title: 'leaderboard.title',
    loadComponent: async () => (await import('./board-page')).BoardPage,
  },
];

/** Below `/boards`, without an account: ':token'. */
export const guestRoutes: Routes = [
  {
    path: ':token',
    ...texts('leaderboard', 'metric'),
    title: 'leaderboard.title',
    loadComponent: async () => (await import('./guest-board')).GuestBoard,
  },
];
