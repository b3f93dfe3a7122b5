import type { Routes } from '@angular/router';

import { texts } from '../core/languages';

/** Below `/courses/:courseId/leaderboard`: ''. */
export const courseBoardRoutes: Routes = [
  {
    path: '',
    ...texts('course-board'),
    title: 'courseBoard.title',
    loadComponent: async () => (await import('./course-board-page')).CourseBoardPage,
  },
];
