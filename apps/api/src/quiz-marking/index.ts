export { QuizMarks } from './quiz-marks.facade';
export { QuizMarkingModule } from './quiz-marking.module';
