export { PreparingModule } from './preparing.module';
