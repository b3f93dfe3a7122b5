import type { Routes } from '@angular/router';

/** Below `/courses/:courseId/challenges/:challengeId/leaderboard`: ''. */
export const leaderboardRoutes: Routes = [];

/** Below `/boards`, without an account: ':token'. */
export const guestRoutes: Routes = [];
