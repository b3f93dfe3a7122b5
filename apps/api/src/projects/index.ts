export { type ChoiceFacts, type ProjectFacts, Projects } from './projects.facade';
export { ProjectsModule } from './projects.module';
