export { type Generator, generator, hash32, mix32, shuffle, uniforms } from './generator';
