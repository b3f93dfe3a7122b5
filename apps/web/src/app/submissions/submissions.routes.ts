import type { Routes } from '@angular/router';

import { texts } from '../core/languages';

const dictionaries = texts('submissions', 'metric');

/** Below `/courses/:courseId/challenges/:challengeId`: 'submit', 'submissions' and 'submissions/compare'. */
export const challengeSubmissionRoutes: Routes = [
  {
    path: 'submit',
    ...dictionaries,
    title: 'submissions.submit.title',
    loadComponent: async () => (await import('./submit-page')).SubmitPage,
  },
  {
    path: 'submissions',
    ...dictionaries,
    title: 'submissions.list.title',
    loadComponent: async () => (await import('./submission-list')).SubmissionList,
  },
  {
    path: 'submissions/compare',
    ...texts('submissions', 'metric', 'figures'),
    title: 'submissions.compare.title',
    loadComponent: async () => (await import('./compare-page')).ComparePage,
  },
];

/** Below `/courses/:courseId/submissions`: ':submissionId'. */
export const submissionRoutes: Routes = [
  {
    path: ':submissionId',
    ...texts('submissions', 'metric', 'figures', 'challenges', 'skill'),
    title: 'submissions.one',
    loadComponent: async () => (await import('./submission-page')).SubmissionPage,
  },
];
