import { register } from 'image-understudy';

await register({ url: '/worker.js' });
