import type { Routes } from '@angular/router';

import { texts } from '../core/languages';

/** Below `/courses/:courseId/questions`; for staff. */
export const questionBankRoutes: Routes = [
  {
    path: '',
    ...texts('questions', 'quizzes', 'metric'),
    children: [
      {
        path: '',
        pathMatch: 'full',
        title: 'questions.title',
        loadComponent: async () => (await import('./question-list')).QuestionList,
      },
      {
        path: 'banks/:bankId/import',
        title: 'questions.import.title',
        loadComponent: async () => (await import('./question-import')).QuestionImportPage,
      },
      {
        path: 'removed',
        title: 'questions.trash.title',
        loadComponent: async () => (await import('./removed-questions')).RemovedQuestions,
      },
      {
        path: 'new',
        title: 'questions.editor.new',
        loadComponent: async () => (await import('./question-editor')).QuestionEditor,
      },
      {
        path: ':questionId',
        title: 'questions.title',
        loadComponent: async () => (await import('./question-editor')).QuestionEditor,
      },
      {
        path: ':questionId/versions',
        title: 'questions.versions.title',
        loadComponent: async () => (await import('./question-versions')).QuestionVersions,
      },
    ],
  },
];
