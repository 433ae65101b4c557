import { defineImageNote } from './image-note.js';
import { register } from './image-understudy.js';

defineImageNote(await register());
