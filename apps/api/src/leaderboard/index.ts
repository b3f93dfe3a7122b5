export { type HeldBoard, Leaderboard, type Shown } from './leaderboard.facade';
export { LeaderboardModule } from './leaderboard.module';
export { StandingsModule } from './standings.module';
