import type { Routes } from '@angular/router';

/** Below `/courses/:courseId/challenges`: '', 'new', ':challengeId' and ':challengeId/edit'. */
export const challengeRoutes: Routes = [];
