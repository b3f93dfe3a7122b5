export { type QuestionVersion, Questions } from './questions.facade';
export { QuestionsModule } from './questions.module';
