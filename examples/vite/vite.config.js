import { understudy } from 'image-understudy/vite';
import { defineConfig } from 'vite';

export default defineConfig({ plugins: [understudy()] });
