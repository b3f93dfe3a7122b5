import type { Routes } from '@angular/router';

import { texts } from '../core/languages';
import { outlinedFields } from '../ui/outlined-fields';

/** Below `/courses`. What a course holds hangs below its frame; each feature owns its routes. */
export const courseRoutes: Routes = [
  {
    path: '',
    providers: [outlinedFields],
    ...texts('courses'),
    children: [
      {
        path: '',
        pathMatch: 'full',
        title: 'courses.mine.title',
        loadComponent: async () => (await import('./course-list')).CourseList,
      },
      {
        path: 'new',
        title: 'courses.create.title',
        loadComponent: async () => (await import('./course-creation')).CourseCreation,
      },
      {
        path: ':courseId',
        loadComponent: async () => (await import('./course-frame')).CourseFrame,
        children: [
          {
            path: '',
            pathMatch: 'full',
            ...texts('announcements', 'schedule'),
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
            // A challenge's own page ends here; the router would take it for a match without a page.
            canMatch: [(_, segments) => segments.length > 2],
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
            path: 'quizzes',
            loadChildren: async () => (await import('../quizzes/quizzes.routes')).quizRoutes,
          },
          {
            path: 'questions',
            loadChildren: async () =>
              (await import('../questions/questions.routes')).questionBankRoutes,
          },
          {
            path: 'people',
            loadChildren: async () => (await import('../members/members.routes')).memberRoutes,
          },
          {
            path: 'leaderboard',
            loadChildren: async () =>
              (await import('../leaderboard/course-board.routes')).courseBoardRoutes,
          },
          {
            path: 'groups',
            loadChildren: async () => (await import('../groups/groups.routes')).groupRoutes,
          },
          {
            path: 'labs',
            loadChildren: async () => (await import('../labs/labs.routes')).labRoutes,
          },
          {
            path: 'projects',
            loadChildren: async () => (await import('../projects/projects.routes')).projectRoutes,
          },
          {
            path: 'presentations',
            loadChildren: async () =>
              (await import('../presentations/presentations.routes')).presentationPages,
          },
          {
            path: 'assignment',
            loadChildren: async () =>
              (await import('../assignment/assignment.routes')).assignmentRoutes,
          },
          {
            path: 'grades',
            loadChildren: async () => (await import('../grades/grades.routes')).gradeRoutes,
          },
          {
            path: 'schedule',
            loadChildren: async () => (await import('../schedule/schedule.routes')).scheduleRoutes,
          },
          {
            path: 'announcements',
            loadChildren: async () =>
              (await import('../announcements/announcements.routes')).announcementRoutes,
          },
          {
            path: 'settings',
            title: 'courses.settings.title',
            loadComponent: async () => (await import('./course-settings')).CourseSettings,
          },
          {
            path: 'overview',
            ...texts('overview', 'submissions'),
            title: 'overview.title',
            loadComponent: async () => (await import('../overview/course-overview')).CourseOverview,
          },
          {
            path: 'audit',
            ...texts('overview'),
            title: 'overview.audit.title',
            loadComponent: async () => (await import('../overview/audit-page')).AuditPage,
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
