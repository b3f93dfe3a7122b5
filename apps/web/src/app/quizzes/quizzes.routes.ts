import type { Routes } from '@angular/router';

import { texts } from '../core/languages';

/** Below a course's `/quizzes`. */
export const quizRoutes: Routes = [
  {
    path: '',
    ...texts('quizzes', 'quiz-staff'),
    children: [
      {
        path: '',
        pathMatch: 'full',
        title: 'quizzes.title',
        loadComponent: async () => (await import('./quiz-list')).QuizList,
      },
      {
        path: 'attempts/:attemptId',
        title: 'quizzes.attempt',
        loadComponent: async () => (await import('./attempt-page')).AttemptPage,
      },
      {
        path: ':quizId',
        title: 'quizzes.quiz',
        loadComponent: async () => (await import('./quiz-page')).QuizPage,
      },
      {
        path: ':quizId/edit',
        ...texts('questions'),
        title: 'quizzes.edit.title',
        loadComponent: async () => (await import('./quiz-editor')).QuizEditor,
      },
      {
        path: ':quizId/marking',
        title: 'quizzes.marking.title',
        loadComponent: async () => (await import('./quiz-marking')).QuizMarking,
      },
      {
        path: ':quizId/marking/:attemptId',
        title: 'quizzes.marking.title',
        loadComponent: async () => (await import('./attempt-marking')).AttemptMarking,
      },
      {
        path: ':quizId/statistics',
        ...texts('questions'),
        title: 'quizzes.statistics.title',
        loadComponent: async () => (await import('./quiz-statistics')).QuizStatisticsPage,
      },
    ],
  },
];
