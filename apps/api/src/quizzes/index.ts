export { EndingsModule } from './endings.module';
export { type AnswerFacts, type AttemptFacts, Quizzes, type QuizFacts } from './quizzes.facade';
export { QuizzesModule } from './quizzes.module';
