/** What a storefront imports: `import { register } from 'image-understudy'`. */
export { type RegisterOptions, register } from './register.js';
export { Understudy, type UnderstudyEvents, type UnderstudyStatus } from './understudy.js';
