import type { Plugin } from 'vite';

export function understudy(): Plugin {
	return { name: 'image-understudy' };
}
