/** What is answered to requests for data about images instead of images. */
export type { PropertyResources, ReplyView } from './answer.js';
export { answerProperties, asksForProperties, propertyLookups } from './answer-properties.js';
export type { PropertyReply } from './property-reply.js';
