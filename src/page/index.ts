/** What a storefront imports: `import { register } from 'image-understudy'`. */
export { type RegisterOptions, register } from './register.js';
export type { Understudy, UnderstudyEvents, UnderstudyStatus } from './understudy.js';
