export { faultsOf, type QuestionFault } from './check';
export { decimalText, readRatio } from './exact';
export { isBlank, markAnswer } from './mark';
export type { AnswerMark, PartMark } from './marked';
export { type NumberRead, readNumber } from './number';
export { feedbackOf, solutionOf } from './solution';
export { textsOf } from './question-texts';
export { drawVariant } from './variant';
export { type Showing, viewOf } from './view';
