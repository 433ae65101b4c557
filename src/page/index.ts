/** What a storefront imports: `import { register } from 'image-understudy'`. */
export { type RegisterOptions, register } from './register.js';
export type { Understudy } from './understudy.js';
export type { UnderstudyEvents } from './understudy-events.js';
export type { UnderstudyStatus } from './understudy-status.js';
