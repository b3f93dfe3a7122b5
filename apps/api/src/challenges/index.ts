export { type ChallengeFacts, Challenges, type PreparationPlan } from './challenges.facade';
export { ChallengesModule } from './challenges.module';
