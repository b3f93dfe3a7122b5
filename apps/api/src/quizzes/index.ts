export { EndingsModule } from './endings.module';
export {
  type AnswerFacts,
  type AttemptFacts,
  Quizzes,
  type QuizFacts,
  type RegradePlan,
} from './quizzes.facade';
export { QuizzesModule } from './quizzes.module';
