import type { Routes } from '@angular/router';

/** Below `/courses/:courseId/challenges/:challengeId`: 'submit' and 'submissions'. */
export const challengeSubmissionRoutes: Routes = [];

/** Below `/courses/:courseId/submissions`: ':submissionId'. */
export const submissionRoutes: Routes = [];
