export { BoardModule } from './board.module';
export { topicOfProject } from './board.rules';
